# tests/lang/frames/tracing_edges.py -- trace functions that fail, nest, recurse; generators closed and thrown into
import sys
def f():
    frame = sys._getframe()
    try: frame.f_lineno = 3
    except Exception as e: print(type(e), e)
    try: frame.f_locals = 3
    except Exception as e: print(type(e), e)
    try: del frame.f_trace
    except Exception as e: print(type(e), e)
    try: del frame.f_trace_lines
    except Exception as e: print(type(e), e)
    try: frame.f_trace_opcodes = 'x'
    except Exception as e: print(type(e), e)
f()
for bad in [1, 'x', len]:
    sys.settrace(bad)
    try:
        f
        (lambda: 1)()
    except Exception as e:
        print(type(e), e, sys.gettrace())
    finally:
        sys.settrace(None)
try: sys.settrace()
except TypeError as e: print(e)
try: sys.call_tracing(1)
except TypeError as e: print(e)
def ev(*a):
    seen.append(a[1])
    return ev
seen = []
def under():
    sys.call_tracing(lambda: [x for x in (1, 2)], ())
def t(frame, event, arg):
    if event == 'call' and frame.f_code.co_name == 'g':
        sys.settrace(ev)
        sys.call_tracing(h, ())
        sys.settrace(None)
def h(): return 5
def g(): return 4
sys.settrace(t); g(); sys.settrace(None)
print(seen)
# deep recursion while tracing
def r(n): return r(n + 1)
sys.settrace(lambda *a: None)
try: r(0)
except RecursionError as e: print(e)
sys.settrace(None)
# generators closed, thrown into
log = []
def lt(frame, event, arg):
    log.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return lt
def gen():
    try:
        yield 1
        yield 2
    finally:
        log.append('closing')
gg = gen(); next(gg)
def close(): gg.close()
sys.settrace(lt); close(); sys.settrace(None)
for x in log: print(x)
log.clear()
gg = gen(); next(gg)
def throw():
    try: gg.throw(KeyError('x'))
    except KeyError: pass
sys.settrace(lt); throw(); sys.settrace(None)
for x in log: print(x)
