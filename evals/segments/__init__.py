"""How well a short conversation tells which kind of comer somebody is."""
