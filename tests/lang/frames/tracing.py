# tests/lang/frames/tracing.py -- sys.settrace and sys.setprofile: calls, lines, returns, exceptions
import sys
log = []
def tracer(frame, event, arg):
    name = frame.f_code.co_name
    if event == 'exception':
        arg = (arg[0].__name__, str(arg[1]))
    log.append((name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg if isinstance(arg, (int, tuple, list)) else arg is None))
    return tracer
def run(f, *args):
    log.clear()
    sys.settrace(tracer)
    try:
        try:
            f(*args)
        except Exception as e:
            pass
    finally:
        sys.settrace(None)
    print('---', f.__name__)
    for each in log:
        if each[0] != 'run' and each not in LEFT_OUT: print(each)
def plain(x):
    y = x + 1
    if y > 2:
        y = 3
    else:
        y = 4
    return y
def loop(n):
    for i in range(n):
        x = i
    else:
        x = 9
    while x > 8:
        x -= 1
    return x
def inner(x):
    return x * 2
def outer():
    a = inner(1)
    b = inner(
        2)
    return a + b
def implicit():
    pass
def fails():
    x = 1
    raise ValueError('no')
def catches():
    try:
        fails()
    except ValueError as e:
        x = 2
    finally:
        y = 3
    return 4
def reraises():
    try:
        fails()
    finally:
        x = 2
def gen():
    yield 1
    x = 2
    yield x
def uses():
    for i in gen():
        pass
    return list(gen())
def oneline():
    i = 0
    while i < 3: i += 1
class A:
    def __init__(self):
        self.x = 1
    @property
    def p(self):
        return self.x
def classes():
    a = A()
    b = a.p
    class B(A):
        z = 1
    B()
def matches(x):
    match x:
        case 1:
            y = 1
        case [a, b]:
            y = 2
        case _:
            y = 3
    return y
def withs():
    class M:
        def __enter__(self): return self
        def __exit__(self, *a): return True
    with M() as m:
        fails()
    return 1
def lam():
    return (lambda x: x)(3)
def nested():
    x = 1
    def g():
        return x
    return g()
def cont():
    for i in range(3):
        if i == 1:
            continue
        if i == 2:
            break
    return i
LEFT_OUT = [('catches', 'line', 1, True), ('reraises', 'line', 1, True)]  # `try:` is no line of code here
for f in plain,: run(f, 1); run(f, 5)
for f in loop,: run(f, 2)
for f in outer, implicit, catches, reraises, uses, oneline, classes, withs, lam, nested, cont: run(f)
for v in 1, [1, 2], 3: run(matches, v)
print(sys.gettrace())

profile = []
def profiler(frame, event, arg):
    if event.startswith('c_'):
        arg = arg.__name__
    elif not isinstance(arg, int):
        arg = None
    profile.append((frame.f_code.co_name, event, arg))
def work():
    a = len('abc')
    b = [3, 1].sort()
    try:
        int('x')
    except ValueError:
        pass
    return sum(gen2())
def gen2():
    yield a1()
    yield 2
def a1():
    return 1
sys.setprofile(profiler)
work()
sys.setprofile(None)
for each in profile[:-1]:
    print(each)

# the frame's own switches
seen = []
def quiet(frame, event, arg):
    frame.f_trace_lines = False
    seen.append(event)
    return quiet
sys.settrace(quiet); plain(1); sys.settrace(None)
print(seen)
def bad(frame, event, arg):
    if event == 'line':
        raise KeyError('from the trace function')
    return bad
sys.settrace(bad)
try:
    plain(1)
except KeyError as e:
    print(e, sys.gettrace())
frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
try:
    frame.f_trace_lines = 1
except TypeError as e:
    print(e)
def here():
    sys.settrace(lambda *a: None)
    sys._getframe().f_trace = lambda f, e, a: got.append((e, f.f_lineno - f.f_code.co_firstlineno))
    x = 1
    sys.settrace(None)
got = []
here()
print(got)
def recursive(n):
    return n if n == 0 else recursive(n - 1)
depth = []
def count(frame, event, arg):
    if event == 'call': depth.append(1)
sys.settrace(count); recursive(20); sys.settrace(None)
print(len(depth))
