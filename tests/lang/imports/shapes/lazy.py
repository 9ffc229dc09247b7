# tests/lang/imports/shapes/lazy.py -- a module with __getattr__
real = 'real'


def __getattr__(name):
    if name == 'missing':
        raise AttributeError(f'no {name} here')
    return f'made up: {name}'
