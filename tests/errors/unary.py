# tests/errors/unary.py -- marks of unary operators, await-free
x = 'text'
y = 1 + -x
