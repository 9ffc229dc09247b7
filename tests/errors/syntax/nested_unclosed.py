# tests/errors/syntax/nested_unclosed.py -- the innermost unclosed bracket
x = {"a": [1, (2, 3}
