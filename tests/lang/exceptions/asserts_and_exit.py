# tests/lang/exceptions/asserts_and_exit.py -- assert, SystemExit, sys.exit, KeyboardInterrupt
def check(v):
    assert v
    assert v, 'unused'
    assert v > 1, f'v is {v}'
    return 'fine'
for v in (0, 1, 2):
    try: print(check(v))
    except AssertionError as e: print(repr(e), e.args)
try:
    assert (1, 2) == (1, 3), (1, 2)
except AssertionError as e:
    print(e.args, e)
try:
    assert not print('evaluated'), print('message evaluated')
    assert False, print('second message')
except AssertionError as e:
    print(repr(e))
import sys
for arg in ((), (0,), (3,), ('text',), (None,), ([1],), (True,)):
    try: sys.exit(*arg)
    except SystemExit as e: print(repr(e), e.code)
try: exit(5)
except SystemExit as e: print(e.code)
try:
    raise KeyboardInterrupt('stop')
except Exception:
    print('no')
except KeyboardInterrupt as e:
    print(repr(e), isinstance(e, Exception))
try: sys.exit(1, 2)
except TypeError as e: print(e)
def f():
    try: sys.exit('leaving')
    finally: print('finally runs')
try: f()
except SystemExit as e: print(e)
class Quiet:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print('exit saw', t.__name__)
        return True
with Quiet(): sys.exit(9)
print('still running')
