"""What the words around a number name: the frame that they fit with what the passage has established."""
