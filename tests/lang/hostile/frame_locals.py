# tests/lang/hostile/frame_locals.py -- operands replaced through f_locals while an instruction uses them
import sys
class E:
    def hit(self, *a):
        f = sys._getframe(1)
        while f.f_code.co_name != 'victim': f = f.f_back
        for k in list(f.f_locals):
            if k not in ('what',): f.f_locals[k] = [0] * 3
        return 1
    __add__ = __radd__ = __getitem__ = __call__ = __len__ = __index__ = __lt__ = __contains__ = hit
    def __eq__(self, o): self.hit(); return True
    def __hash__(self): return 1
    def __iter__(self): self.hit(); return iter([E(), E()])
    def __bool__(self): self.hit(); return True
    def __getattr__(self, n): self.hit(); return E()
    def __setitem__(self, k, v): self.hit()
    def __enter__(self): self.hit(); return E()
    def __exit__(self, *a): self.hit()
    def __str__(self): self.hit(); return 'x' * 30
    __repr__ = __str__
    def __format__(self, s): self.hit(); return 'y' * 30
def victim(what):
    a, b, c, d = E(), E(), [E(), E(), 'z' * 40], {E(): 'q' * 50}
    i = 5
    g = (x + a for x in c)
    if what == 0: return a + b, b
    if what == 1: return c + [a + 1], a[0]
    if what == 2: return [x + a for x in c]
    if what == 3: return f'{a}{b:>3}{c}', a
    if what == 4:
        with a as z: return z, b
    if what == 5:
        for q in c: a = q == b
        return a
    if what == 6: return d[b], d[E()]
    if what == 7:
        a, b = b
        return a
    if what == 8:
        match b:
            case E(x=1): return 1
            case [p, q]: return 2
            case {'k': v}: return 3
            case _: return 4
    if what == 9: return sorted([a, b]), max(a, b), a in c, b in d
    if what == 10: c[0:2] = a; return c
    if what == 11: d[a] = b; d[b] = a; return d
    if what == 12: return a(b, c, k=d), b(*c, **{'x': a})
    if what == 13: return list(g)
    if what == 14: a.x.y[b] = c; del i; return a
    if what == 15: a += b; c += a; return a if b else c
    if what == 16: c.index(b); c.count(a); c.remove(b); return c
    if what == 17: return 'x' * a, a < b < a, not a
    if what == 18: return print(a, b, file=open('/dev/null', 'w'))
    if what == 19: return i + a, i
for n in range(20):
    try: print(n, type(victim(n)).__name__)
    except Exception as e: print(n, type(e).__name__, e)
