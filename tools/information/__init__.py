"""The information service: feeds and folders the operator configures, what the knowledge base learns, and digests of it."""
