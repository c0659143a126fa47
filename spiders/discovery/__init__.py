"""What a page says of where the reports are: words, addresses, links and scripts, read without asking anything."""
