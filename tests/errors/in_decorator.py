# tests/errors/in_decorator.py -- a decorator that raises
def broken(f):
    raise TypeError('cannot decorate ' + f.__name__)


@broken
def target():
    pass
