# tests/lang/augmented/every_operator.py -- thirteen operators, in place and not
ops = {'+': 'iadd', '-': 'isub', '*': 'imul', '/': 'itruediv', '//': 'ifloordiv', '%': 'imod',
       '**': 'ipow',
       '@': 'imatmul', '<<': 'ilshift', '>>': 'irshift', '&': 'iand', '|': 'ior', '^': 'ixor'}
class All:
    def __init__(self): self.log = []
for sign, name in ops.items():
    def method(self, other, name=name):
        self.log.append((name, other))
        return self
    setattr(All, f'__{name}__', method)
x = All()
x += 1; x -= 2; x *= 3; x /= 4; x //= 5; x %= 6; x **= 7; x @= 8; x <<= 9; x >>= 10; x &= 11
x |= 12; x ^= 13
print(x.log)
h = [All()]
h[0] += 1; h[0] -= 2; h[0] *= 3; h[0] /= 4; h[0] //= 5; h[0] %= 6; h[0] **= 7; h[0] @= 8
h[0] <<= 9; h[0] >>= 10
h[0] &= 11; h[0] |= 12; h[0] ^= 13
print(h[0].log)
class H: pass
h = H()
h.a = All()
h.a += 1; h.a -= 2; h.a *= 3; h.a /= 4; h.a //= 5; h.a %= 6; h.a **= 7; h.a @= 8; h.a <<= 9
h.a >>= 10
h.a &= 11; h.a |= 12; h.a ^= 13
print(h.a.log)
class Plain: pass
for sign in ops:
    scope = {'p': Plain()}
    try:
        exec(f'p {sign}= 1', scope)
    except TypeError as error:
        print(error)
def local():
    n = 100
    n += 1; n -= 2; n *= 3; n //= 5; n %= 37; n **= 2; n <<= 9; n >>= 3; n &= 0xfff; n |= 12
    n ^= 13; n /= 4
    return n
print(local())
def cell():
    n = 100
    def g(): return n
    n += 1; n -= 2; n *= 3; n //= 5; n %= 37; n **= 2; n <<= 9; n >>= 3; n &= 0xfff; n |= 12
    n ^= 13; n /= 4
    return g()
print(cell())
