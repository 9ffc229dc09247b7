# tests/errors/syntax/star_expr.py -- a star in the wrong place
x = *y
