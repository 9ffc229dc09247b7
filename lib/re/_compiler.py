# lib/re/_compiler.py -- names that other modules import from here

from _regex import _compile
from ._constants import *
from ._constants import MAXGROUPS, MAXREPEAT, PatternError, error


def isstring(obj):
    return isinstance(obj, (str, bytes))


def compile(p, flags=0):
    """A Pattern from a text."""
    return _compile(p, flags)
