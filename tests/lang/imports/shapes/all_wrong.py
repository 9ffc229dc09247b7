# tests/lang/imports/shapes/all_wrong.py -- __all__ with a name that does not exist
__all__ = ['there', 'not_there']
there = 1
