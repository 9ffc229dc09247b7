# tests/errors/syntax/missing_colon.py -- expected ':'
def f(x)
    return x
