# tests/errors/syntax/assign_compare.py -- = instead of ==
if x = 3:
    pass
