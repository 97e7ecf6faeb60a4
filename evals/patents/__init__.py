"""Measurements on patents: what goes in, what is found, and how fast."""
