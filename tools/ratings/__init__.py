"""Credit ratings, computed from what happened."""
