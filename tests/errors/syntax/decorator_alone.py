# tests/errors/syntax/decorator_alone.py -- a decorator without anything
@property
x = 1
