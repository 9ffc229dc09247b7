# tests/lang/classes/future_annotations.py -- annotations kept as text
from __future__ import annotations
def f(a: undefined, b: list[int, str] | None = 3, *c: *Ts, d: 'quoted' = 1,
      **e: {1: 2, **x}) -> (1, 2): pass
print(f.__annotations__)
def g(a: x.y(1, *z, k=2, **w), b: a if b else c, c: lambda x, /, y=1, *z, k, **w: x,
      d: not a and b or c): pass
print(g.__annotations__)
def h(a: -x ** -y, b: (a + b) * c - d, c: a < b is not c, d: [i for i in range(3) if i],
      e: {i: j for i, j in x},
      f: (i for i in x), g: f(i for i in x), h: x[1:2, ::3], i: (), j: (1,), k: ...,
      l: 1e999, m: b'x', n: (1).real,
      p: {1, 2}, q: f'{a}!', r: "a" 'b', s: x[a, b], t: x[(a,)], u: (lambda: 0)(),
      v: not (a == b),
      w: a @ b // c, x: ~(a & b | c ^ d), y: (a, b)[0], z: a ** b ** c): pass
for name, text in h.__annotations__.items():
    print(name, text)
class C:
    x: undefined = 1
    y = C0 = type("N", (), {})()
    y: list[C]
    def m(self) -> C: pass
    y.z: 5
print(C.__annotations__, C.m.__annotations__)
x: nothing.at_all
print(__annotations__)
def local():
    y: broken[
        0]
    return 1
print(local())
