# tests/lang/text/format_spec_str.py -- the format mini-language for str,
def fmt(v, spec):
    try: return f'[{format(v, spec)}]'
    except (ValueError, TypeError, OverflowError) as e: return f'{type(e).__name__}: {e}'
for v in ('', 'a', 'abc', 'naïve ☕', '😀x'):
    print(repr(v), *(fmt(v, t) for t in ('', 's', '5', '<5', '>5', '^5', '^6', '*<6', '*>6', '*^6',
                                         '.2', '.0', '5.2', '>5.1s', '05', '<05', '010s', '☕^7',
                                         '😀>4', ' <4', '{<5', '.100', '3', '1')))
for spec in ('d', 'x', 'f', '=5', '+', ' ', '-', '#', ',', '_', ',s', '=', '*=5', 'ss', '5.', '.',
             '5x', 'é', '0=5', 'z', '99999999999999999999', '.-1'):
    print(spec, fmt('abc', spec))
for v in (None, [], (1,), {}, object, len, ..., b'x', {1}, range(3), ValueError('e'), slice(1),
          type('T', (), {'__str__': lambda s: 'T!'})()):
    print(fmt(v, '') if v is not len else '', fmt(v, '5'), fmt(v, 's'))
class F:
    def __format__(self, spec): return spec.upper() or 'EMPTY'
print(fmt(F(), ''), fmt(F(), 'any thing {}'), f'{F()}', f'{F():%Y-%m}', f'{F():{"x"}{"y"}}',
      '{:a:b}'.format(F()), '{0:{1}}'.format(F(), 'q'))
class S(str): pass
class I(int): pass
class Fl(float): pass
print(fmt(S('x'), '>4'), fmt(I(5), '03'), fmt(Fl(1.5), '.2f'), fmt(True, 'd'), fmt(True, ''),
      fmt(True, '5'), fmt(False, 's'), format(5), format('x', ''))
for f in (lambda: format(1, 2), lambda: format(), lambda: format(1, '', 3),
          lambda: (1).__format__(), lambda: 'x'.__format__(5), lambda: object().__format__('x')):
    try: print(f())
    except TypeError as e: print(str(e))
