# tests/errors/syntax/delete_literal.py -- del of a literal
del 5
