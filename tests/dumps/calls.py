# tests/dumps/calls.py -- parameters and arguments of every kind
def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


f(1, d=4)
f(*[1, 2], **{'d': 3})
f(1, *(2,), 3, d=4, **{}, z=6)
print('a'.join(str(i) for i in (1, 2)))
x = not f(1, d=2)[0] < 3 <= 4 and 5 or 6 if None else [*range(3)]
