"""What several rooms know: names of places, and how files of knowledge are read and checked."""
