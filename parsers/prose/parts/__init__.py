"""What numbers are to each other: parts and wholes, sums over years, sorts, and who has them."""
