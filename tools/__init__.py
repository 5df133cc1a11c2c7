"""Developer tools, which are not shipped: they make the generated files of a checkout from its canonical data."""
