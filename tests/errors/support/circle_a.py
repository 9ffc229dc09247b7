# tests/errors/support/circle_a.py -- one half of a circle
from support.circle_b import b_name

a_name = 'a'
