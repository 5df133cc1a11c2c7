"""The published files: the table, its sources and what is generated from them.

Shipped as ``beian_segments.data``; read a file with ``importlib.resources.files("beian_segments.data")``.
"""
