# tests/dumps/assign.py -- every kind of target
a = b = 1
x, *y, (z, w) = [a, b, 2, (3, 4)]
x += 1
y[0] = y[:1][0] = x
del x, y[0]
n: int = 5
if (m := n) > 3: print(m, *y, sep=', ')
