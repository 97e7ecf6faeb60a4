"""What the tools of the exchange found, in words of the conversation: one telling for both engines."""
