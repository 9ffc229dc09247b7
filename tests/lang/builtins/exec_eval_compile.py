# tests/lang/builtins/exec_eval_compile.py -- exec, eval and compile with scopes, modes and errors
print(eval('1 + 2'), eval(' 3 '), eval('x + 1', {'x': 5}), eval('x + y', {'x': 1}, {'y': 2}),
      eval(b'4'), eval(compile('5', 'f', 'eval')), eval('[i for i in range(3)]'),
      eval('(lambda q: q * 2)(4)'))
ns = {}
print(exec('a = 1\nb = a + 1', ns), ns['a'], ns['b'], '__builtins__' in ns)
g, l = {'x': 'global'}, {}
exec('y = x\nx = "local"\nz = x', g, l)
print(g['x'], l)
exec('def f():\n  return n\nn = 5', ns)
print(ns['f'](), ns['f'].__name__, ns['f'].__globals__ is ns)
exec('class C:\n  v = 3\n  def m(self): return self.v', ns)
print(ns['C']().m(), ns['C'].__name__)
def inside():
    v = 1
    exec('v = 2\nw = 3')
    return v, eval('v'), 'w' in locals()
print(inside())
exec('module_level = "set"')
print(module_level)
code = compile('q = 1 + 1\nprint("in code", q)', 'name.py', 'exec')
exec(code)
print(q, code.co_name, code.co_filename, type(code).__name__)
exec(compile('6 * 7', 'f', 'single'))
exec(compile('None', 'f', 'single'))
exec(compile('for i in range(2): i\n', 'f', 'single'))
print(eval(compile('7', 'f', 'exec')))
for args in (('1 +', 'f', 'eval'), ('x = 1', 'f', 'eval'), ('1\n2', 'f', 'single'),
             ('', 'f', 'eval'), ('', 'f', 'exec'), ('1', 'f', 'other'), (5, 'f', 'exec'),
             ('1\0', 'f', 'exec'), ('def f(:', 'f', 'exec'), ('return', 'f', 'exec'),
             ('  1', 'f', 'exec'), ('é = 1', 'f', 'exec'), ('if 1:', 'f', 'single'),
             ('pass', 'f', 'single')):
    try: print(args, type(compile(*args)).__name__)
    except (SyntaxError, ValueError, TypeError) as e: print(args, type(e).__name__, e)
for f in (lambda: eval('undefined'), lambda: eval('1/0'), lambda: exec('raise KeyError(1)'),
          lambda: eval('1', 5), lambda: eval('x', {'x': 1}, 5), lambda: exec(5),
          lambda: eval('import math'), lambda: eval('a = 1'), lambda: exec('x', {'x': 1}, None),
          lambda: eval('x', {}, {'x': 'l'}), lambda: eval('print(1)', {'__builtins__': {}}),
          lambda: eval('len([1])', {'__builtins__': {'len': lambda v: 'fake'}})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Ns(dict):
    def __missing__(self, k): return f'<{k}>'
print(eval('foo + bar', {}, Ns()))
class Map:
    def __getitem__(self, k):
        if k == 'print': raise KeyError(k)
        return k * 2
    def __setitem__(self, k, v): print('store', k, v)
exec('x = ab\nprint(cd)', {}, Map())
def make(expr): return eval('lambda x: ' + expr)
print([make(e)(3) for e in ('x + 1', 'x ** 2', '[x] * x')])
exec('\n'.join(f'v{i} = {i}' for i in range(300)), ns)
print(ns['v299'], len([k for k in ns if k[0] == 'v']))
print(eval('+'.join(['1'] * 500)), len(eval('[' + ','.join(map(str, range(2000))) + ']')),
      eval('(' * 50 + '1' + ')' * 50), eval('-' * 50 + '1'))
print(eval("'''a\nb'''"), eval('1 if 0 else 2'), eval('\t1'), eval('(1,\n2)'), eval('1 # comment'),
      eval('...'))
exec('from math import pi as PI; import os.path as p; del p')
print(PI > 3, 'p' in globals())
exec('x: int = 5\nprint(x, __annotations__)', {})
