# tests/errors/syntax/else_alone.py -- else without if
x = 1
else:
    x = 2
