# tests/errors/syntax/extra_equals.py -- expected an expression
x = = 1
