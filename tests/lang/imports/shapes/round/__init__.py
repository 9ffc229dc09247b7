# tests/lang/imports/shapes/round/__init__.py -- a package in the package, with __all__
"""Round shapes."""
from . import circle
from .circle import area as circle_area

__all__ = ['circle_area', 'circle_names']
circle_names = ['circle', circle.__name__]
hidden = 'not in __all__'
