# tests/lang/text/format_spec_int.py -- the format mini-language for int and bool, exhaustively
def fmt(v, spec):
    try: return f'[{format(v, spec)}]'
    except (ValueError, TypeError, OverflowError) as e: return f'{type(e).__name__}: {e}'
for v in (0, 7, -42, 1234567, 10 ** 20, True):
    for align in ('', '<', '>', '^', '=', '*<', '0>', 'é^', '_='):
        print(v, align, *(fmt(v, align + rest) for rest in ('', '10', '+10', ' 10d', '#12x', '-5')))
    for sign in ('', '+', '-', ' '):
        print(v, repr(sign), *(fmt(v, sign + t) for t in ('d', 'b', 'o', 'x', 'X', 'n', '#b', '#o',
                                                          '#x', '#X', ',', '_', '_b', '_x', '#_X',
                                                          ',d')))
    for spec in ('e', 'E', 'f', 'F', 'g', 'G', '%', '.2f', '.3e', '.0f', '#g', ',.2f', '_.1f',
                 '08.1f', 'c' if 0 <= v < 1000 else 'd', '05', '010,', '012_', '06x', '#010x',
                 '#06b', '020_b', '+08', '=+8', '01', '00', '0'):
        print(v, spec, fmt(v, spec))
for spec in ('s', 'q', '.2', '.2d', '5.', ',x', '_n', ',n', ',b', ',_', '_,', '10s', '+c', '#c',
             '0c', 'dd', '<<<', '99999999999999999999', '.99999999999999999999f', 'z', 'zd', 'é',
             '{', '1x1', 'x1', ' +', '-+5', '=', '<', '^^', '>5>', 'X#', ',,', 'c ', '.f', '.d'):
    print(spec, fmt(65, spec))
print(fmt(0x110000, 'c'), fmt(-1, 'c'), fmt(8364, 'c'), fmt(97, '5c'), fmt(97, '<5c'),
      fmt(10 ** 30, 'c'), fmt(10 ** 400, 'f'), fmt(10 ** 25, 'e'), fmt(10 ** 25, 'g'),
      fmt(2 ** 70, 'x'), fmt(-2 ** 70, '#_x'))
