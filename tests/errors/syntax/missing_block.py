# tests/errors/syntax/missing_block.py -- a block that is not there
def f():
x = 1
