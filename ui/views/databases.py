"""The databases page."""
