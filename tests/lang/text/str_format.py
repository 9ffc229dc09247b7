# tests/lang/text/str_format.py -- str.format: fields, attributes, items, conversions, nested specs
class O:
    x, l, d = 1, [10, 20], {'k': 'v', '0': 'zero', 'a b': 'space'}
    class n: y = 'deep'
o = O()
t = [('{}', 1), ('{} {}', 1, 2), ('{1} {0}', 'a', 'b'), ('{0}{0}', 'x'), ('{{}}',), ('{{{}}}', 5),
     ('{:>5}', 'a'), ('{!r}', 'a'), ('{!s:>4}', 'a'), ('{!a}', 'é'), ('{0.x}', o), ('{.x}', o),
     ('{0.n.y}', o), ('{0.l[1]}', o), ('{[0]}', 'ab'), ('{0[k]}', {'k': 1}),
     ('{0.d[a b]}', o), ('{0.d[0]}', {'x': 1}), ('{:{}}', 'a', 5), ('{:{}.{}f}', 3.14159, 8, 2),
     ('{0:{1}}', 'a', '>4'), ('{:{}{}}', 'a', '*^', 7), ('',), ('plain',), ('{0[0][1]}', [[1, 2]]),
     ('{:}', 1), ('{!r:}', 'q'), ('{:{{}}}', 1), ('{0!r:{1}}', 'x', 6), ('{:,} {:_}', 1234, 5678),
     ('é{}☕', 'ñ'),
     ('{}',), ('{0} {}', 1), ('{} {0}', 1), ('{1}', 1), ('{a}',), ('{',), ('}',), ('{0',),
     ('{0!}', 1), ('{0!x}', 1), ('{0!r', 1), ('{0:', 1), ('{0[}', 1), ('{0[]}', [1]), ('{0.}', 1),
     ('{0.zz}', 1), ('{0[a]}', [1]), ('{0[9]}', [1]), ('{0[k]}', {}), ('{!}', 1), ('{:d}', 'a'),
     ('{0:{1:{2}}}', 1, 2, 3), ('{ 0}', 1), ('{0 }', 1),
     ('{-1}', 1), ('{0[-1]}', [1, 2]), ('{99999999999999999999}', 1), ('{0!rr}', 1), ('{0]}', 1),
     ('{0[x}', {}), ('{0.x.y}', o), ('{:{}}', 1), ('{0.__class__.__name__}', 5), ('}{', 1),
     ('{{}', 1), ('{}}', 1)]
for f, *args in t:
    try: print(repr(f), '->', f.format(*args))
    except Exception as e: print(repr(f), '!!', type(e).__name__, e)
print('{a} {b[0]} {c.x}'.format(a=1, b='xy', c=o), '{0} {k}'.format(1, k=2),
      '{a:{w}}|'.format(a='x', w=4), '{self}'.format(self='me'), '{}{a}'.format(1, a=2))
print('{a} {b}'.format_map({'a': 1, 'b': 2}), '{x[k]}'.format_map({'x': {'k': 'deep'}}))
class D(dict):
    def __missing__(self, k): return f'<{k}>'
print('{a} {zz}'.format_map(D(a=1)))
for f in (lambda: '{a}'.format_map({}), lambda: '{}'.format_map({'a': 1}),
          lambda: '{0}'.format_map([1]), lambda: ''.format_map()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
