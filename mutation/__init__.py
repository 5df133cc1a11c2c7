"""Mutation testing: would a test notice if this line were wrong? ``python -m mutation``; see CONTRIBUTING.md."""
