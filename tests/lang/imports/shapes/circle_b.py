# tests/lang/imports/shapes/circle_b.py -- the other one
from . import circle_a

value = 'b'


def back():
    return circle_a.value
