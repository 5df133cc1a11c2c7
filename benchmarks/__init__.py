"""How fast the library is beside its alternatives: ``python -m benchmarks``, from the top of the checkout.

Each benchmark is a module with a function ``tables()``; ``benchmarks.__main__`` names them.
"""
