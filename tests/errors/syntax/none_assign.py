# tests/errors/syntax/none_assign.py -- assignment to None
None = 1
