"""Finding it: identifiers, lexical and dense search, fused, as of a date."""
