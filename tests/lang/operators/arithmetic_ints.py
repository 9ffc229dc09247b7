# tests/lang/operators/arithmetic_ints.py -- + - * / // % ** and friends on ints of every size
B = 10 ** 25
ints = [0, 1, -1, 2, -2, 7, -7, 255, 2 ** 31, 2 ** 62, -2 ** 62, 2 ** 63, -2 ** 63, 2 ** 64 + 1, B,
        -B]
import operator as op
for name, f in [('+', op.add), ('-', op.sub), ('*', op.mul), ('//', op.floordiv), ('%', op.mod)]:
    for a in ints:
        row = []
        for b in ints:
            try:
                row.append(str(f(a, b)))
            except ZeroDivisionError as error:
                row.append(str(error)[:14])
        print(a, name, *row)
for a in ints:
    print(a, -a, +a, ~a, abs(a), a.bit_length(), bool(a), a / 3, divmod(a, 7), divmod(a, -7),
          a ** 2, a ** 0)
print(2 ** 100, (-2) ** 101, 2 ** -2, 0 ** 0, 10 ** 30 // 10 ** 28, -(10 ** 30) // 7,
      pow(3, 100, 7))
print(pow(2, -1, 7), pow(-5, 3, 7), pow(5, 3, -7), pow(10 ** 20, 10 ** 20, 10 ** 9 + 7))
for bad in (lambda: 0 ** -1, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: 1 / 0,
            lambda: 10 ** 400 / 3,
            lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: pow(2.0, 3, 5),
            lambda: pow(2, 3, 5.0)):
    try:
        print(bad())
    except (ZeroDivisionError, ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
print(10 ** 400 / 10 ** 399, (2 ** 53 + 1) / 1, 10 ** 23 / 1, (10 ** 400 + 1) // 10 ** 399,
      2 ** 1000 / 3 ** 600)
