# tests/lang/exceptions/try_forms.py -- try, except, else, finally: every path in and out
def f(what):
    trace = []
    try:
        trace.append('try')
        if what == 'raise': raise ValueError('v')
        if what == 'key': {}['k']
        if what == 'return': return trace
    except ValueError as e:
        trace.append(f'except {e}')
    except (KeyError, IndexError):
        trace.append('lookup')
    else:
        trace.append('else')
    finally:
        trace.append('finally')
    trace.append('end')
    return trace
for w in ('none', 'raise', 'key', 'return'):
    print(w, f(w))
def ret_finally():
    try: return 'try'
    finally: print('in finally')
def override():
    x = 1
    try: return x
    finally: x = 2
def nested():
    try:
        try:
            raise KeyError(1)
        finally:
            print('inner finally')
    except KeyError as e:
        print('outer', e)
        return 'r'
    finally:
        print('outer finally')
def loop():
    out = []
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally:
            out.append(f'f{i}')
    return out
print(ret_finally(), override(), nested(), loop())
def reraise():
    try:
        try: 1 / 0
        except ZeroDivisionError: raise
    except ArithmeticError as e: return repr(e)
print(reraise())
def order():
    for exc in (KeyError, IndexError, OSError, StopIteration, KeyboardInterrupt):
        try:
            raise exc('x')
        except LookupError as e: print('lookup', type(e).__name__)
        except (OSError, StopIteration) as e: print('tuple', type(e).__name__)
        except BaseException as e: print('base', repr(e))
order()
def bare():
    try: raise SystemExit(3)
    except: return 'bare'
print(bare())
def else_raises():
    try:
        try: pass
        except ValueError: print('no')
        else: raise ValueError('from else')
    except ValueError as e: return e
print(else_raises())
def dynamic(types):
    try: raise ValueError('d')
    except types: return 'caught'
for types in (ValueError, (KeyError, ValueError), (), ((), (KeyError,)), 5, (ValueError, 5), 'x',
              object, [ValueError]):
    try:
        print(dynamic(types))
    except TypeError as e:
        print('TypeError', e)
    except ValueError as e:
        print('ValueError', e)
def scope():
    e = 'outer'
    try: raise ValueError
    except ValueError as e: pass
    try: return e
    except UnboundLocalError as err: return str(err)
print(scope())
def raise_forms():
    for thing in (ValueError, ValueError('a', 1), ValueError(), KeyError('k'), 5, 'text', None,
                  object, int, type('E', (Exception,), {})):
        try: raise thing
        except Exception as e: print(type(e).__name__, e, e.args)
raise_forms()
try:
    raise
except RuntimeError as e:
    print(e)
def gen_finally():
    try: yield 1
    finally: print('gen closed')
next(gen_finally())
def deep(n):
    try:
        if n == 0: raise ValueError('bottom')
        deep(n - 1)
    finally:
        if n % 50 == 0: print('unwind', n)
try: deep(100)
except ValueError as e: print(e)
def swallow():
    while True:
        try: raise ValueError
        except ValueError: break
        finally: print('f')
    return 'out'
print(swallow())
