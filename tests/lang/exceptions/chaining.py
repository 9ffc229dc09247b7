# tests/lang/exceptions/chaining.py -- __context__, __cause__, from, from None, suppression, notes
def show(e, depth=0):
    if depth > 4: return
    print('  ' * depth + repr(e), 'suppress' if e.__suppress_context__ else '')
    if e.__cause__: print('  ' * depth + 'cause:'); show(e.__cause__, depth + 1)
    if e.__context__: print('  ' * depth + 'context:'); show(e.__context__, depth + 1)
def run(f):
    try: f()
    except BaseException as e: show(e)
def a():
    try: 1 / 0
    except ZeroDivisionError as z: raise ValueError('while') 
def b():
    try: {}['k']
    except KeyError as k: raise ValueError('from') from k
def c():
    try: {}['k']
    except KeyError: raise ValueError('none') from None
def d():
    try: raise ValueError(1)
    finally: raise KeyError(2)
def e(): raise ValueError('x') from TypeError('never raised')
def f():
    try: a()
    except ValueError: raise OSError('third')
def g():
    x = ValueError('self')
    try: raise x
    except ValueError: raise x
def h():
    try: raise ValueError('in')
    except ValueError: pass
    raise KeyError('no context')
def i(): raise ValueError from KeyError
def j(): raise ValueError('bad cause') from 5
def k():
    try: raise ValueError('v')
    except ValueError:
        try: raise KeyError('k')
        except KeyError: pass
        raise
def l():
    try: raise KeyError('a')
    except KeyError as ka:
        try: raise IndexError('b')
        except IndexError as ib: raise ka
for fn in (a, b, c, d, e, f, g, h, i, j, k, l):
    print(fn.__name__)
    run(fn)
x = ValueError('noted')
x.add_note('first')
x.add_note('second')
print(x.__notes__, x, x.args)
try: x.add_note(5)
except TypeError as error: print(error)
y = ValueError('w').with_traceback(None)
print(y.__traceback__, y.__context__, y.__cause__, y.__suppress_context__)
for attr, value in (('__cause__', 5), ('__context__', 'x'), ('__traceback__', 5), ('args', 5),
                    ('args', [1, 2]), ('__cause__', None), ('__suppress_context__', 'x')):
    try:
        setattr(y, attr, value)
        print(attr, getattr(y, attr))
    except TypeError as error: print(attr, error)
import sys
print(sys.exc_info(), sys.exception())
try: raise KeyError('now')
except KeyError:
    print(sys.exc_info()[0].__name__, sys.exception(), type(sys.exc_info()[2]).__name__)
    def inner(): return repr(sys.exception())
    print(inner())
print(sys.exception())
