"""Special-topic databases: saved, named, shared with whom one wants, refreshed, counted, searched within, exported."""
