# tests/lang/generators/expressions.py -- generator expressions: laziness, scope
g = (x * 2 for x in range(4))
print(type(g).__name__, g.__name__, next(g), list(g), list(g))
print(sum(x for x in range(5)), max((x for x in 'abc'), key=ord),
      dict((k, v) for k, v in zip('ab', [1, 2])), ''.join(c for c in 'hello' if c > 'f'))
print(list((x, y) for x in range(3) for y in range(x)),
      list(x for x in range(10) if x % 2 if x > 3), set(x for x in 'aa'))
try:
    (x for x in 5)
except TypeError as e:
    print(e)
n = 2
g = (x * n for x in range(3))
n = 10
print(list(g))
def f():
    a = [1, 2, 3]
    g = (x for x in a)
    a = [9]
    return list(g)
print(f())
g = (1 / x for x in [1, 0, 2])
print(next(g))
try:
    next(g)
except ZeroDivisionError as e:
    print(e, list(g))
any((print('checked', x) or x > 1) for x in range(5))
print(all(x for x in [1, 0]))
nested = ((y for y in range(x)) for x in range(4))
print([list(i) for i in nested])
print(list(map(lambda g: sum(g), ((i * j for j in range(3)) for i in range(3)))))
class C:
    k = [1, 2]
    g = list(x for x in k)
    try:
        h = list(x + len(k) for x in k)
    except NameError as e:
        print(e)
print(C.g)
g = (yield_ for yield_ in 'ab')
print(g.send(None), g.gi_code.co_name, g.__qualname__)
try:
    g.throw(KeyError('thrown'))
except KeyError as e:
    print(e)
g.close()
def outer():
    v = 5
    return (v + i for i in range(2)), (lambda: [v := 7])
gen, setter = outer()
print(list(gen), setter())
print(*(i for i in range(3)), sep='-')
print([*(i for i in 'ab')], {*(i for i in 'a')}, (*(i for i in 'ab'),))
lines = (line.strip() for line in ' a \n b \n'.split('\n'))
words = (w for w in lines if w)
print(list(words))
print(next(i for i in range(100) if i * i > 50), next((i for i in ()), 'none'),
      3 in (i for i in range(5)))
import itertools
print(list(itertools.islice((i for i in itertools.count()), 3)),
      list(zip((i for i in 'ab'), (i for i in 'cd'))))
