# tests/errors/syntax/unterminated_string.py -- a string without an end
x = 'abc
y = 1
