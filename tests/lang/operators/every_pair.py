# tests/lang/operators/every_pair.py -- each binary operator on each pair of builtin types
import operator as op
values = [1, 2.5, 1j, True, None, 'ab', b'ab', bytearray(b'x'), (1,), [1], {1: 2}, {1},
          range(2), len, int]
def name(v):
    return type(v).__name__
for sign, f in (('+', op.add), ('-', op.sub), ('*', op.mul), ('/', op.truediv),
                ('//', op.floordiv), ('%', op.mod),
                ('**', op.pow), ('@', op.matmul), ('<<', op.lshift), ('>>', op.rshift),
                ('&', op.and_), ('|', op.or_),
                ('^', op.xor)):
    for a in values:
        for b in values:
            if isinstance(a, (str, bytes, bytearray)) and sign == '%':
                continue
            try:
                r = f(a, b)
                print(name(a), sign, name(b), '=',
                      repr(r) if not isinstance(r, complex) else 'complex')
            except TypeError as error:
                print(name(a), sign, name(b), '!', str(error))
