"""Prose: figures that running text states, named by the meaning of the words around a number."""
