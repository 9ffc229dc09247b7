# tests/lang/imports/main_module.py -- __name__, __main__, sys.argv, sys.modules
import sys, types
print(__name__, __doc__, __package__, __spec__, sys.argv[0].endswith('main_module.py'),
      len(sys.argv), sys.modules['__main__'].__dict__ is globals())
import __main__
print(__main__.sys is sys, __main__.__name__)
m = types.ModuleType('made', 'doc of made')
m.x = 1
sys.modules['made'] = m
import made
from made import x
print(made.x, x, made.__doc__, made, repr(types.ModuleType('q')), m.__dict__['x'], made.__name__,
      m.__loader__, m.__spec__)
try: made.y
except AttributeError as e: print(e)
try: from made import zz
except ImportError as e: print(e, e.name, e.path)
del sys.modules['made']
try: import made
except ModuleNotFoundError as e: print(e, e.name)
sys.modules['blocked'] = None
try: import blocked
except ModuleNotFoundError as e: print(e)
del made.x
try: made.x
except AttributeError as e: print(e)
vars(made)['z'] = 'via dict'
print(made.z, 'z' in dir(made))
made.__class__ = type('M', (types.ModuleType,), {'prop': property(lambda self: 'computed')})
print(made.prop, type(made).__name__)
for bad in (lambda: types.ModuleType(), lambda: types.ModuleType(5),
            lambda: setattr(sys.modules, 'x', 1)):
    try: bad()
    except (TypeError, AttributeError) as e: print(e)
if __name__ == '__main__': print('run as a script')
import math
print(repr(math).startswith("<module 'math'"), repr(sys).startswith("<module 'sys'"),
      math.__name__, type(math))
import json, string, textwrap
print(json.dumps({'a': [1, None, True]}), string.digits,
      textwrap.shorten('some long text here', 12))
