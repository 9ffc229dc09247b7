# tests/lang/imports/shapes/relative.py -- relative imports of every depth
from . import square as _square
from .round.circle import PI as _pi
from .round import circle_area as _ca
from . import unit as parent_unit

siblings = _square.__name__
uncles = (_pi, _ca(2))
