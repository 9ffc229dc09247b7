# tests/lang/operators/matmul_divmod_pow.py -- @, divmod, three-argument pow and round on classes
class M:
    def __matmul__(self, other): return ('matmul', other)
    def __rmatmul__(self, other): return ('rmatmul', other)
    def __imatmul__(self, other): return ('imatmul', other)
    def __divmod__(self, other): return ('divmod', other)
    def __rdivmod__(self, other): return ('rdivmod', other)
    def __pow__(self, other, mod=None): return ('pow', other, mod)
    def __rpow__(self, other, mod=None): return ('rpow', other, mod)
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 7
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __index__(self): return 5

m = M()
print(m @ 1, 1 @ m, divmod(m, 2), divmod(2, m), m ** 3, 3 ** m, pow(m, 2, 3), round(m),
      round(m, 2), round(m, None))
import math
print(math.floor(m), math.ceil(m), math.trunc(m), int(m), hex(m), [0, 1, 2, 3, 4, 'five'][m],
      'x' * m, range(m))
k = m
k @= 4
print(k)
print(bin(m), oct(m), chr(M()), bytes(M()) if False else '', 'abcdefg'[m:], list(range(10))[:m])
for bad in (lambda: 1 @ 2, lambda: divmod('a', 1), lambda: pow('a', 2), lambda: round('a'),
            lambda: round(1.5, 'a'),
            lambda: pow(1, 2, 3, 4), lambda: pow(1), lambda: divmod(1), lambda: [1] @ [2]):
    try:
        print(bad())
    except TypeError as error:
        print(error)
