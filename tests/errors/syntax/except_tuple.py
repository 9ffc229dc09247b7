# tests/errors/syntax/except_tuple.py -- exception types without parentheses
try:
    pass
except A, B:
    pass
