# tests/lang/imports/shapes/circle_a.py -- two modules that import each other, and get away with it
from . import circle_b

value = 'a' + circle_b.value


def other():
    return circle_b.back()
