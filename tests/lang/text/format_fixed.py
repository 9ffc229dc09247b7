# Fixed-point text is exact: every digit of the value counts, halves go to the even neighbour.
from decimal import Decimal, ROUND_HALF_EVEN, getcontext

getcontext().prec = 400
values = [0.0, 0.5, 1.5, 2.5, 0.125, 0.375, 2.675, 1.005, 9.995, 999.9995, 0.05, 0.25, 0.15,
          1e-5, 5e-324, 1e-300, 123456.789, 2.0 ** 52 + 0.5, 2.0 ** 53, 2.0 ** 61 * 1.5, 2.0 ** 62,
          1e17, 1e22, 1 / 3, 2 / 3, 0.1, 4.999999999999999e-05, 0.9999999999999999, 99999.99999]
for value in values + [value * 1.0000000001 for value in values]:
    for digits in range(20):
        exact = Decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
        assert format(value, f".{digits}f") == format(exact, "f"), (value, digits)
        assert "%.*f" % (digits, -value) == "-" + format(exact, "f"), (value, digits)
for spec in (".2f", "08.3f", "<9.1f", "^+9.1f", " .0f", "#.0f", ".1%", "*>12.4F", "z.1f", ",.2f", "6.1f"):
    print(spec, [format(x, spec) for x in (1234.5, -0.04, 2.5, 0.0)])
