# tests/errors/syntax/dedent.py -- a dedent to nowhere
if True:
        x = 1
    y = 2
