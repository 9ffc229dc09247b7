# tests/errors/syntax/unmatched.py -- a closing bracket too many
x = 1)
