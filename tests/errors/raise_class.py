# tests/errors/raise_class.py -- a class without arguments, and an empty message
class Custom(Exception):
    """No text of its own."""


raise Custom
