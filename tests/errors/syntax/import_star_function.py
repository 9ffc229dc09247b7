# tests/errors/syntax/import_star_function.py -- import * in a function
def f():
    from os import *
