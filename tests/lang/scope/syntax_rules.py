# tests/lang/scope/syntax_rules.py -- what global, nonlocal, return and friends may not do
bad = [
    'def f():\n  nonlocal q', 'nonlocal q', 'def f():\n  x = 1\n  global x',
       'def f():\n  print(x)\n  global x', 'def f(x):\n  global x',
    'def f(x):\n  nonlocal x', 'def f():\n  x = 1\n  def g():\n    x = 2\n    nonlocal x',
       'def f():\n  global x\n  nonlocal x',
    'x = 1\nglobal x', 'def f():\n  global x, x\n  x: int = 1', 'def f(a, a): pass',
       'lambda a, a: 1', 'def f(a, *a): pass',
    'def f(a, **a): pass', 'def f(*, a, a): pass', 'return 1', 'class C:\n  return', 'yield 1',
       'class C:\n  x = yield', 'break',
    'continue', 'def f():\n  break', 'for i in x:\n  def f():\n    continue', 'if 1:\n  continue',
       'while 1:\n  pass\nelse:\n  break',
    '[(yield) for x in y]', '[x := 1 for x in y]', '[y := 1 for x in (y := 2)]',
       'class C:\n  [z := 1 for x in y]', '[[x := 1 for y in z] for x in w]',
    'lambda: (x := 1) + x = 2', 'def f():\n  from math import *', 'class C:\n  from math import *',
       'import a.b as c.d',
    'from . import *\ndef f():\n  from x import *', 'def f():\n  return\n  yield\n  return 1',
       'del f()', 'del (a, b + 1)', 'def f(None): pass',
    'None = 1', 'True: int', 'def f(__debug__): pass', '__debug__ = 1', 'import x as None',
       'for None in x: pass', 'x.True', 'f(None=1)',
    'class True: pass', 'with x as f(): pass', 'try: pass\nexcept* X:\n  return' ,
       'for i in x:\n  try: pass\n  except* X:\n    break',
    'try: pass\nexcept: pass\nexcept X: pass', 'try: pass\nexcept* X: pass\nexcept Y: pass',
       'from __future__ import nothing',
    'x = 1\nfrom __future__ import annotations', 'from __future__ import braces', '*x', '*x = 1',
       'print(*x for x in y)', 'a, *b, *c = x', '*a, *b', 'del *a', '(*a)',
]
for source in bad:
    try:
        compile(source, 'test', 'exec')
        print(repr(source), 'compiles')
    except SyntaxError as error:
        print(repr(source), '->', error.msg,
              (error.lineno, error.offset, error.end_lineno, error.end_offset))
