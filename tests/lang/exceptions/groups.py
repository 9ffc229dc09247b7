# tests/lang/exceptions/groups.py -- ExceptionGroup and except*: split, subgroup, derive
def show(e, d=0):
    group = isinstance(e, BaseExceptionGroup)
    print('  ' * d + (f'{type(e).__name__}: {e}' if group else repr(e)))
    if isinstance(e, BaseExceptionGroup):
        for x in e.exceptions: show(x, d + 1)
eg = ExceptionGroup('top', [ValueError(1), KeyError('k'),
                            ExceptionGroup('sub', [TypeError('t'), ValueError(2)])])
show(eg)
print(eg.message, len(eg.exceptions), eg.args == ('top', list(eg.exceptions)), str(eg),
      repr(ExceptionGroup('a', [ValueError()])))
match_, rest = eg.split(ValueError)
show(match_); show(rest)
show(eg.subgroup((TypeError, KeyError)))
print(eg.subgroup(OSError), eg.split(OSError)[0], eg.split(Exception)[1])
show(eg.subgroup(lambda e: isinstance(e, KeyError)))
show(eg.derive([ValueError('d')]))
def run(exc):
    try:
        try:
            raise exc
        except* ValueError as g:
            print('V', type(g).__name__, [repr(x) for x in g.exceptions])
        except* (KeyError, TypeError) as g:
            print('KT', g.message, len(g.exceptions))
        else:
            print('else')
        finally:
            print('finally')
    except BaseException as rest:
        print('left:', end=' ')
        show(rest)
run(eg)
run(ValueError('naked'))
run(OSError('other'))
run(ExceptionGroup('g', [OSError('o'), ValueError('v')]))
run(BaseExceptionGroup('b', [KeyboardInterrupt(), ValueError('v')]))
try:
    try: raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError('new')
except BaseException as e:
    show(e)
try:
    try: raise ExceptionGroup('g', [ValueError(1)])
    except* ValueError as g: raise
except BaseException as e:
    show(e)
try:
    pass
except* ValueError:
    print('no')
else:
    print('nothing raised')
for args in ((), ('m',), ('m', []), ('m', 5), ('m', [5]), (5, [ValueError()]),
             ('m', [KeyboardInterrupt()]), ('m', [ValueError], 1)):
    try: print(repr(ExceptionGroup(*args)))
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
print(type(BaseExceptionGroup('x', [ValueError()])).__name__,
      type(BaseExceptionGroup('x', [KeyboardInterrupt()])).__name__)
try:
    try: raise eg
    except* ExceptionGroup: pass
except TypeError as e:
    print(e)
try:
    try: raise eg
    except* 5: pass
except TypeError as e:
    print(e)
class MyG(ExceptionGroup):
    def derive(self, excs): return MyG('derived', excs)
a, b = MyG('m', [ValueError(), KeyError()]).split(KeyError)
print(type(a).__name__, a.message, type(b).__name__)
for i in range(2):
    try:
        raise ExceptionGroup('loop', [ValueError(i)])
    except* ValueError as e:
        print(i, e.exceptions[0])
eg.add_note('n')
print(eg.split(KeyError)[0].__notes__)
