"""The public surface as a list of lines, and the one that was promised last."""
