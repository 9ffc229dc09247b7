# tests/errors/syntax/mismatched.py -- a closing bracket of the wrong kind
x = (1, [2, 3), 4]
