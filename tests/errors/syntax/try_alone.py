# tests/errors/syntax/try_alone.py -- try without except or finally
try:
    x = 1
y = 2
