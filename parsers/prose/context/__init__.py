"""What a report has stated and turned to so far: its figures, totals and theme, and whom they cover."""
