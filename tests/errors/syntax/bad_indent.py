# tests/errors/syntax/bad_indent.py -- an unexpected indent
x = 1
    y = 2
