"""Measurements of the patent house."""
