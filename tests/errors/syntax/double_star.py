# tests/errors/syntax/double_star.py -- an operator that is not there
x = 1 +* 2
