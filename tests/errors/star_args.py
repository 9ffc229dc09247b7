# tests/errors/star_args.py -- stars in the call are marked with it
def f(a, b):
    return a + b


f(*[1, 2], **{'b': 3})
