# tests/errors/traceback_limit.py -- sys.excepthook replaced by a function
import sys


def hook(kind, value, trace):
    print('hooked:', kind.__name__, value, trace.tb_lineno, file=sys.stderr)


sys.excepthook = hook
{}['gone']
