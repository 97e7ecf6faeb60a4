"""Uploaded documents: read in a child process with limits, kept privately, cited by page."""
