# tests/errors/syntax/from_nothing.py -- from without names
from os import
