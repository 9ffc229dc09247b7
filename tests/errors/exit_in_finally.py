# tests/errors/exit_in_finally.py -- SystemExit passes through finally
import sys


def f():
    try:
        sys.exit(1)
    finally:
        print('cleaned', file=sys.stderr)


f()
