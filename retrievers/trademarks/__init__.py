"""Searching marks: how one word is like another in shape, sound, meaning and spelling, and which marks are."""
