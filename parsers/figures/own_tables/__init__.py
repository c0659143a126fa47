"""Tables of an office's own making."""
