# tests/errors/syntax/positional_after.py -- positional after keyword argument
f(a=1, 2)
