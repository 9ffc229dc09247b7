# tests/errors/syntax/duplicate_argument.py -- one parameter twice
def f(a, b, a):
    pass
