"""What people type, and what they see in a terminal."""
