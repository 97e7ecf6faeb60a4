"""Showing it: the web pages of the desk. Pages ask and show; no rule lives here."""
