# tests/lang/generators/throw_and_close.py -- throw, close, finally, GeneratorExit
def g():
    try:
        while True:
            try:
                x = yield 'ready'
                print('x', x)
            except ValueError as e:
                print('caught', e)
                yield 'recovered'
    finally:
        print('cleanup')
a = g()
next(a)
print(a.send(1), a.throw(ValueError('oops')), next(a))
a.close()
a.close()
print(next(a, 'closed'))
b = g()
next(b)
try:
    b.throw(KeyError('out'))
except KeyError as e:
    print('escaped', e)
c = g()
try:
    c.throw(TypeError('before start'))
except TypeError as e:
    print(e, list(c))
d = g()
d.close()
print('not started: no cleanup', list(d))
def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print('refuse')
            yield 2
            return
s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)
def returning():
    try:
        yield 1
    except GeneratorExit:
        return 'from close'
r = returning()
next(r)
print(r.close())
def raising():
    try:
        yield 1
    finally:
        raise OSError('in finally')
r = raising()
next(r)
try:
    r.close()
except OSError as e:
    print(e, repr(e.__context__))
def dropped():
    try:
        yield 1
        yield 2
    finally:
        print('dropped')
x = dropped()
next(x)
del x
for v in dropped():
    break
print('after loop')
class E(Exception): pass
def t():
    try: yield
    except E as e: print(type(e).__name__, e.args)
    yield 'more'
i = t(); next(i)
print(i.throw(E('inst')))
i = t(); next(i)
print(i.throw(E))
for bad in (5, 'x', int, None):
    i = t(); next(i)
    try:
        i.throw(bad)
    except TypeError as e:
        print(e)
def context():
    try:
        yield 1
    except ValueError:
        yield 2
        raise
c = context(); next(c)
c.throw(ValueError('reraised'))
try:
    next(c)
except ValueError as e:
    print(e)
def exc_state():
    import sys
    try:
        raise KeyError('inner')
    except KeyError:
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]
try:
    raise ValueError('outer')
except ValueError:
    print(list(exc_state()))
