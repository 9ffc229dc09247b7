# tests/errors/not_callable.py -- calling something that is no function
def apply(f, x):
    return f(x) + 1


apply(3, 4)
