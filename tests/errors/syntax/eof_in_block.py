# tests/errors/syntax/eof_in_block.py -- the file ends where a block should be
def f():
