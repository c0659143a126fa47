"""What several rooms know: places, publishers, titles, dates, official forms, and how files of knowledge are read."""
