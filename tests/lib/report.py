# tests/lib/report.py -- traceback and warnings as text
import io, sys, traceback, warnings
def inner(x): return x['a']['b'] + 1
def outer():
    try: inner({'a': {}})
    except KeyError as error: raise ValueError('bad') from error
try: outer()
except ValueError as error:
    error.add_note('a note')
    for line in traceback.format_exception(error): print(line.replace(__file__, 'FILE'), end='')
    print(traceback.format_exception_only(error))
    print([f.name for f in traceback.extract_tb(error.__traceback__)])
try: raise ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [TypeError(2)])])
except ExceptionGroup as group:
    print(traceback.format_exc().replace(__file__, 'FILE'), end='')
try: prin(1)
except NameError: print(traceback.format_exc().splitlines()[-1])
try: [].appendd
except AttributeError: print(traceback.format_exc().splitlines()[-1])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    warnings.warn('careful'); warnings.warn('old', DeprecationWarning)
print([(str(w.message), w.category.__name__) for w in seen])
print(warnings.formatwarning('m', UserWarning, 'f.py', 3, 'line'))
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: warnings.warn('now an error')
    except UserWarning as error: print(repr(error))
