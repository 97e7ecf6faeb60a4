"""Segments: which of the platform's five kinds of comers somebody is, and the package made for it."""
