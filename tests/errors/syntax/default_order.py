# tests/errors/syntax/default_order.py -- a parameter without default after one with
def f(a=1, b):
    pass
