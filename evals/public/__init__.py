"""Public sets by other people: read where they lie, run where they fit, skipped in a sentence where they are absent."""
