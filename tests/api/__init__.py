"""The public surface as a list of lines, and the record of it."""
