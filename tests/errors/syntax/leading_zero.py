# tests/errors/syntax/leading_zero.py -- a decimal with a leading zero
x = 0123
