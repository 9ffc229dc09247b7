# tests/errors/syntax/continuation.py -- a character after the backslash
x = 1 + \ 2
