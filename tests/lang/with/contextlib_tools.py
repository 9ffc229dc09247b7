# tests/lang/with/contextlib_tools.py -- contextmanager, closing, suppress, ExitStack
from contextlib import contextmanager, closing, suppress, ExitStack
from contextlib import redirect_stdout, nullcontext, ContextDecorator
import io
@contextmanager
def tag(name):
    print(f'<{name}>')
    try: yield name * 2
    except KeyError as e: print('handled', e)
    finally: print(f'</{name}>')
with tag('b') as x: print(x)
with tag('i'): raise KeyError('k')
try:
    with tag('u'): raise ValueError('v')
except ValueError as e: print(e)
@tag('deco')
def f(x): return x + 1
print(f(1), f(2))
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def never():
    if False: yield
for cm in (twice, never):
    try:
        with cm(): print('body')
    except RuntimeError as e: print(e)
class C:
    def close(self): print('closed')
with closing(C()) as c: print(type(c).__name__)
with suppress(KeyError, ValueError):
    {}['x']
with suppress(): pass
try:
    with suppress(KeyError): 1 / 0
except ZeroDivisionError as e: print(e)
with ExitStack() as stack:
    names = [stack.enter_context(tag(n)) for n in 'pq']
    stack.callback(print, 'callback', 1)
    stack.push(lambda *a: print('pushed', a[0] and a[0].__name__) or True)
    print(names)
    raise OSError('swallowed by pushed')
with ExitStack() as stack:
    stack.enter_context(tag('kept'))
    later = stack.pop_all()
print('not yet')
later.close()
out = io.StringIO()
with redirect_stdout(out): print('hidden')
print(repr(out.getvalue()))
with nullcontext(5) as n: print(n)
class D(ContextDecorator):
    def __enter__(self): print('start'); return self
    def __exit__(self, *a): print('stop'); return False
@D()
def g(): print('in g')
g()
