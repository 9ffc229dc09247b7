# tests/errors/syntax/unclosed_bracket.py -- '(' was never closed
values = [1, 2, 3
total = sum(values
print(total)
