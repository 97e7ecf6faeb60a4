"""Patent searches: subject, patentability, freedom to operate, invalidation; each says what it covered and what not."""
