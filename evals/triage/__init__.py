"""How well inquiries are labelled, on the test part of the labelled set, and how fast the queue is."""
