# tests/lang/builtins/set_order.py -- sets of ints go in the reference's order, whatever made them
def mix(items):
    result = 0
    for item in items:
        result = (result * 31 + int(item * 2)) % 1000003
    return result

state = 4
def random(n):
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return (state >> 8) % n

for start, stop, step in [(0, n, k) for n in (0, 1, 3, 4, 5, 6, 18, 19, 20, 76, 77, 78, 306, 307, 308,
                                              1228, 1229, 4000) for k in (1, 2, 3, 7)] + [
        (3, 1500, 2), (1500, 3, -1), (10, -1, -1), (0, 500000, 9), (5, 50005, 1), (5, 50006, 1),
        (1 << 40, (1 << 40) + 900, 3), (-5, 9, 1), ((1 << 61) - 5, (1 << 61) + 5, 1)]:
    numbers = range(start, stop, step)
    grown = set([5, 9])
    grown.update(numbers)
    print(start, stop, step, mix(set(numbers)), mix(frozenset(numbers)), mix({i for i in numbers}),
          mix(grown), set(numbers) == {i for i in numbers})
def some():
    size, limit = random(300), 10 ** (1 + random(6))
    return {random(limit) for _ in range(size)}
for i in range(200):
    a, b = some(), some()
    if i % 5 == 0: b.add(1.5)
    if i % 7 == 0: a.add(True); a.discard(1)
    if i % 3 == 0:
        for k in list(a)[::3]: a.discard(k)
    row = [mix(x) for x in (a & b, b & a, a | b, a ^ b, b ^ a, a - b, b - a, a.union(b, [3]), a.copy(),
                            frozenset(a))]
    c, d, e, f = a.copy(), a.copy(), a.copy(), a.copy()
    c -= b; d &= b; e ^= b; f |= b
    print(*row, *[mix(x) for x in (c, d, e, f)], a <= b, a & b <= a, a.isdisjoint(b),
          [a.pop() for _ in range(min(len(a), 4))], mix(a))
s = set(range(100, 106))
for k in (0, 32, 64, 96): s.add(k)
s.discard(0); s.discard(64); s.add(128); print(list(s))
s.add(160); print(list(s))
s = {73, 100, 133}; s ^= {100, 108}; print(list(s))
s.clear(); s.add(3); s.add('x'); s.discard('x'); print(s)
print({1, 2} | {3.0}, 3.0 in {3}, True in {1}, {True} & {1}, {1} & {True}, {1} | {True},
      {2**70, 5} & {5, 2**70}, {1.0, 2} - {1}, {1, 2} ^ {1.0})
