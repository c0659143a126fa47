"""What people are shown in a terminal; each module makes what one command prints, and prints nothing itself."""
