# tests/lang/operators/every_pair_compared.py -- each comparison on each pair of builtin types
import operator as op
values = [1, 2.5, 1j, True, None, 'ab', b'ab', bytearray(b'ab'), (1,), [1], {1: 2}, {1},
          frozenset({1}), range(2),
          'b', (1, 2), [1, 2], {1, 2}]
def name(v):
    return type(v).__name__
for sign, f in (('<', op.lt), ('<=', op.le), ('>', op.gt), ('>=', op.ge), ('==', op.eq),
                ('!=', op.ne)):
    for a in values:
        for b in values:
            try:
                r = f(a, b)
                if sign not in ('==', '!=') or r == (sign == '=='):
                    print(name(a), sign, name(b), r)
            except TypeError as error:
                print(str(error))
