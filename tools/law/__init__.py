"""Consulting on the law: searching, reading, comparing and verifying provisions."""
