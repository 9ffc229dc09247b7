# tests/lang/operators/arithmetic_floats.py -- float arithmetic, its signs, infinities and errors
inf, nan = float('inf'), float('nan')
import operator as op
vals = [0.0, -0.0, 1.5, -2.5, 1e300, inf, -inf, nan, 3, -7]
for name, f in (('+', op.add), ('-', op.sub), ('*', op.mul), ('/', op.truediv),
                ('//', op.floordiv), ('%', op.mod)):
    for a in vals:
        row = []
        for b in vals:
            if isinstance(a, int) and isinstance(b, int):
                continue
            try:
                row.append(repr(f(a, b)))
            except ZeroDivisionError as error:
                row.append('<' + str(error) + '>')
        print(repr(a), name, *row)
for a, b in [(2.0, 0.5), (-8.0, 1 / 3), (2.0, -1), (0.0, 0), (inf, 0), (nan, 0), (1.0, nan),
             (-2.0, 3), (-2.0, 0.5),
             (4, 0.5), (4, -0.5), (10, -2), (1e200, 2), (0.0, -1), (-0.0, -3), (-inf, 3),
             (-inf, -3), (2, 1024.0)]:
    try:
        print(a, '**', b, '=', a ** b)
    except (OverflowError, ZeroDivisionError) as error:
        print(a, '**', b, type(error).__name__, error)
print(divmod(7.5, 2), divmod(-7.5, 2), divmod(7.5, -2), -7.5 % 2, 7.5 % -2, -1e-20 % 1,
      divmod(1e300, 7))
print(1.0 == 1, 1.5 < 2, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308,
      -10 ** 400 < -inf)
print(nan == nan, nan != nan, nan < 1, [nan] == [nan], nan in [nan], nan is nan, max(1, nan),
      min(nan, 1))
for bad in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0),
            lambda: 10 ** 400 * 1.0,
            lambda: 1.5 << 1, lambda: 1.5 + 'a', lambda: 'a' * 1.5, lambda: [1] * 1.0):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
