# tests/lang/slices/slice_objects.py -- slice: attributes, indices, comparing, hashing
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice('a', [1], {}))
for n in (0, 1, 5, 20):
    print(n, s.indices(n), slice(None).indices(n), slice(None, None, -1).indices(n),
          slice(-3, None).indices(n), slice(-100, 100, -7).indices(n))
print(s == slice(1, 10, 2), s != slice(1, 10), slice(1, 2) < slice(1, 3),
      slice(1) == slice(None, 1, None))
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1): 'x'}[slice(1)])
class Show:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print('set', key, value)
    def __delitem__(self, key): print('del', key)
x = Show()
print(x[1], x[1:], x[:2], x[::3], x[:], x[1:2:3], x[1:2, ::3], x[..., 1], x[()], x[1,], x[(1, 2)],
      x[[1]], x['a':None])
x[1:2] = 3
x[1:2, 3] = 4
x[()] += (5,)
del x[::2], x[0]
del x[1, 2:3]
for bad in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1, 2, 0).indices(5),
            lambda: slice('a').indices(5),
            lambda: s.indices(-1), lambda: s.indices('x'), lambda: slice(1.5).indices(3),
            lambda: setattr(s, 'start', 1),
            lambda: hash(slice([])), lambda: type('S', (slice,), {})):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
class Length:
    def __index__(self): return 4
print(slice(Length(), None).indices(Length()), list(range(9))[Length():],
      [*range(9)][:Length():Length()])
