# tests/errors/syntax/dollar.py -- another one
x = $y
