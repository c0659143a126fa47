"""The forms of 2019 and 2021: which one tables follow, and the numbers of each table."""
