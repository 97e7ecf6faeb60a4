"""Patents: records as offices publish them, brought into one form, with where each part came from."""
