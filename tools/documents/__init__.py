"""A user's own documents: taken in, listed, searched, read aloud, deleted."""
