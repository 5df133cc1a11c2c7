"""Form fields in the frameworks that people use: one module a framework, none imported by the package.

``pydantic`` (and FastAPI), ``django`` (forms), ``django_models``, ``rest_framework`` (serializers), ``wtforms``,
``marshmallow``, ``attrs`` (and cattrs) and ``html`` (attributes and texts for any template). Each says the same of a
text as :func:`beian_segments.check_segment`, code for code, in its framework's own kind of error; ``options`` is what
they share. A framework that is not installed is an ``ImportError`` that says what to install.
"""
