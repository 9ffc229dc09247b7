# tests/lang/functions/keyword_suggestions.py -- unexpected keywords, near misses,
def place(row, column, *, colour='red', weight=1): return row, column, colour, weight
for kw in ({'row': 1, 'column': 2, 'color': 3}, {'rows': 1, 'column': 2},
           {'row': 1, 'column': 2, 'wieght': 1},
           {'row': 1, 'column': 2, 'zzz': 1}, {'row': 1}, {}, {'colour': 1}):
    try:
        print(place(**kw))
    except TypeError as error:
        print(error)
class Outer:
    class Inner:
        def __init__(self, x): self.x = x
        def go(self, a, /, b, *, c): return a, b, c
    def make(self):
        def local(q): return q
        return local
inner = Outer.Inner(1)
for f in (lambda: Outer.Inner(), lambda: inner.go(), lambda: inner.go(1), lambda: inner.go(1, 2),
          lambda: inner.go(1, b=2, c=3),
          lambda: inner.go(1, 2, 3, c=1), lambda: Outer().make()(), lambda: Outer.Inner(1, x=2),
          lambda: inner.go(a=1, b=2, c=3)):
    try:
        print(f())
    except TypeError as error:
        print(error)
print(Outer.Inner.go.__qualname__, Outer().make().__qualname__, Outer.Inner.__qualname__,
      (lambda: 0).__qualname__)
