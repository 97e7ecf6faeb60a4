"""Who the platform knows: organisations, their users and licences."""
