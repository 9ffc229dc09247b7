# tests/lang/imports/shapes/round/circle.py -- the innermost module
PI = 3


def area(r):
    return PI * r * r


_private = 'never by star'
