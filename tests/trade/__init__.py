"""Tests of what is ordered, exchanged, cleared and rated."""
