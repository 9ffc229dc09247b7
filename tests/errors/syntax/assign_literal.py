# tests/errors/syntax/assign_literal.py -- assignment to a literal
1 = x
