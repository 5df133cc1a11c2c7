"""Whatever is read from outside is read or refused, and in linear time: ``python -m fuzz``; see CONTRIBUTING.md."""
