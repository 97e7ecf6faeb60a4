"""Searching patents: words, meaning and classification over the records of the patent store."""
