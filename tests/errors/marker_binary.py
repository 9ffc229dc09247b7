# tests/errors/marker_binary.py -- the operator is pointed at
a, b, c = 1, 'x', 3
result = (a * 2 + 1) + (b + 'y') * c
