# tests/errors/syntax/global_after_use.py -- global after use
def f():
    x = 1
    global x
