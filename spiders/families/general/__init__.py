"""The general walk through a portal: what it asks for next, which pages are its own, what its reports consist of."""
