# tests/errors/syntax/ternary_without_else.py -- a conditional expression without else
x = 1 if True
