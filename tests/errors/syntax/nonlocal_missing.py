# tests/errors/syntax/nonlocal_missing.py -- no binding for nonlocal
def f():
    nonlocal q
