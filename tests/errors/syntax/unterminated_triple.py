# tests/errors/syntax/unterminated_triple.py -- a long string without an end
x = '''abc
y = 1
