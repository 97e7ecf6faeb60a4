"""Live connectors: searches and documents from the offices' own services, used only when an operator gave keys."""
