# tests/lang/text/format_spec_float.py -- the format mini-language for float and complex
def fmt(v, spec):
    try: return f'[{format(v, spec)}]'
    except (ValueError, TypeError, OverflowError) as e: return f'{type(e).__name__}: {e}'
inf, nan = float('inf'), float('nan')
for v in (0.0, -0.0, 1.0, -1.5, 3.14159265, 1234567.891, 1e10, 1e-7, 1.5e300, 5e-324, inf, -inf,
          nan, 0.1, 2.5, 1e15, 1e16, 1e17, 123456789012345678.0, 9.9999e-5, 0.0001, 999999.5):
    print(v, *(fmt(v, t) for t in ('', 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%')))
    print(v, *(fmt(v, t) for t in ('.0', '.1', '.3', '.10', '.17', '.0e', '.2e', '.0f', '.1f',
                                   '.3f', '.0g', '.3g', '.10g', '.20g', '.0%', '.1%')))
    print(v, *(fmt(v, t) for t in ('#', '#.0f', '#.0e', '#g', '#.3g', '#.0', '+', ' ', '-', '+.2f',
                                   'z.1f', 'z', ',', '_', ',.2f', '_.3f', ',e', ',g', '_%')))
    print(v, *(fmt(v, t) for t in ('12', '<12', '>12', '^12', '=12', '=+12', '012', '+012',
                                   '012.2f', '*^12.1f', '015,.2f', '012_', 'x>8.1e', '08', '010g',
                                   '1', '0')))
for spec in ('d', 's', 'x', 'b', 'c', 'q', '.', '.f', '5.', '10s', ',d', 'ff', '.2.3f', ',_',
             '_,f', 'zz', '.99999999999f', '#n', '0=5', '=05', '<05', ' z+', 'N'):
    print(spec, fmt(1.5, spec))
print(fmt(1.5, '.50f'), fmt(0.1, '.30f'), fmt(1e22, 'f'), fmt(1e23, '.0f'), fmt(2 ** 0.5, '.25'),
      fmt(1 / 3, '.40g'), fmt(1e300, '.3f')[:30], fmt(0.5, '.0f'), fmt(1.5, '.0f'),
      fmt(2.5, '.0f'), fmt(0.05, '.1f'), fmt(0.25, '.1f'), fmt(0.35, '.1f'), fmt(-0.0001, 'z.2f'),
      fmt(-0.0001, '.2f'))
for v in (0j, 1 + 2j, -1.5j, 1e20 + 1e-10j, complex(inf, nan), complex(-0.0, -0.0), 3 + 0j):
    print(v, *(fmt(v, t) for t in ('', 'e', '.2f', 'g', '.3g', '>20', '<20', '^20.1f', '+', ' .1f',
                                   ',.1f', '#', '#.0f', 'F', 'n')))
for spec in ('d', 's', '%', '=10', '010', 'x', 'z', '0'):
    print(spec, fmt(1 + 2j, spec))
