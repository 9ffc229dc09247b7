# tests/errors/support/broken_syntax.py -- a file that does not parse
def fine():
    return 1


def broken(:
    return 2
