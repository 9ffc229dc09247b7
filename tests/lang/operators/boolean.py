# tests/lang/operators/boolean.py -- and, or, not, conditional expressions, truth of everything
def v(x):
    print(repr(x), end=' ')
    return x
print(v(0) and v(1) or v(2))
print(v(1) and v(2) and v(3))
print(v('') or v(None) or v(()))
print(not v(1) and v(2))
print(v(1) or not v(2))
print((v(1) if v(True) else v(2)) if v(False) else v(3))
print([v(1), v(0)][v(1) > v(0)])
x = 5
while x and x != 2 or x == 2 and x > 100:
    x -= 1
print(x)
if not (x > 1 and (x < 1 or x == 3)):
    print('not both')
if x == 2 and not x == 3 or x / 0:
    print('short')
r = [(a, b, c, a and b or c, a or b and c, not a or b, a if b else c) for a in (0, 1) for b in (0,
        1) for c in (0, 1)]
for row in r:
    print(*row)
print(True and False or True, True or False and False, not True or True, not (True or True))
print(True == 1, isinstance(True, int), True + 1, str(True), repr(False))
class B:
    def __bool__(self):
        raise ValueError('no truth')
for f in (lambda: not B(), lambda: B() and 1, lambda: 1 if B() else 2,
          lambda: [1 for _ in [1] if B()], lambda: bool(B()),
          lambda: any([B()]), lambda: list(filter(None, [B()]))):
    try:
        f()
    except ValueError as error:
        print(error)
lst = []
print(lst or 'empty', lst and 'never', (lst and 1) is lst)
