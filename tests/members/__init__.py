"""Members: sign-in, invitations, rights, consents, and nothing of one tenant for another."""
