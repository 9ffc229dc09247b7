# tests/lang/unpacking/order.py -- what is evaluated when, and what has been assigned when a target fails
def t(name, value=None):
    print('  ', name, end=';')
    return value


def attempt(title, source, **names):
    """Runs the lines, tells the exception and which names are bound."""
    names = {'t': t, 'Box': Box, 'Items': Items, **names}
    before = set(names)
    try:
        exec(source, names)
        print(title, 'done', end=' ')
    except Exception as error:
        print(title, type(error).__name__, error, end=' ')
    print({name: names[name] for name in names if name not in before | {'__builtins__', 'f'}})


class Box:
    """Tells of what is stored, and refuses what is asked."""
    def __init__(self, refuses=None): self.__dict__['refuses'] = refuses
    def __setitem__(self, key, value):
        print('   item', key, value, end=';')
        if self.refuses == 'item':
            raise KeyError(key)
    def __setattr__(self, name, value):
        print('   attribute', name, value, end=';')
        if self.refuses == 'attribute':
            raise AttributeError(name)
    def __getattr__(self, name):
        print('   get', name, end=';')
        return self


class Items:
    def __init__(self, count, fails=None): self.count, self.fails = count, fails
    def __iter__(self):
        print('   iter', end=';')
        for n in range(self.count):
            if n == self.fails:
                raise OSError(f'item {n}')
            print('   next', n, end=';')
            yield n
    def __repr__(self): return 'Items'


print('--- the value first, then the targets from left to right')
attempt('plain', 't("box", Box())[t("a", 0)], t("b", Box()).x = t("right", [1, 2])')
attempt('chain', 't("one", Box())[t("k1")] = t("two", Box())[t("k2")] = t("right", 3)')
attempt('nested', '(t("a", Box()).p, (t("b", Box()).q, *t("c", Box()).r)), t("d", Box()).s = '
        '(t("x", 1), (t("y", 2), t("z", 3))), t("w", 4)')
attempt('swap index', 'i = 0; a = [1, 2]; i, a[i] = 1, 9')
attempt('swap names', 'a = 1; b = 2; c = 3; a, b, c = c, a, b')
attempt('same name', 'a, (a, *a), a = 1, (2, 3), 4')
attempt('star of stars', '[*a], *b = [1, 2], 3, 4')
attempt('slice', 'a = [1, 2, 3]; b, a[t("i", 0):t("j", 2)], c = t("right", (5, "xyz", 6))')
attempt('attribute of get', 'Box().m.n, Box().k[0] = 1, 2')

print('--- what is assigned when a later target fails')
attempt('item', 'a, Box("item")[0], b = 1, 2, 3')
attempt('attribute', 'a, Box("attribute").x, b = 1, 2, 3')
attempt('nested short', 'a, (b, c), d = 1, [2], 3')
attempt('nested long', 'a, (b, c), d = 1, [2, 3, 4], 3')
attempt('nested no iterable', 'a, (b, c), d = 1, 2, 3')
attempt('star nested', 'a, *(b, c), d = 1, 2, 3')
attempt('star short', 'a, *b, c = [1]')
attempt('undefined target', 'a, missing[0], b = 1, 2, 3')
attempt('undefined value', 'a, b = missing, 1')
attempt('chain fails', 'a = Box("item")[0] = b = 1')
attempt('tuple item', 'a = (1, 2); b, a[0], c = 7, 8, 9')

print('--- how much of the iterable is taken')
attempt('exact', 'a, b = Items(2)')
attempt('short', 'a, b, c = Items(2)')
attempt('long', 'a, b = Items(9)')
attempt('star', 'a, *b = Items(3)')
attempt('star short', 'a, b, *c, d = Items(2)')
attempt('star after', '*a, b = Items(3)')
attempt('fails', 'a, b, c = Items(3, fails=1)')
attempt('fails in star', 'a, *b = Items(3, fails=2)')
attempt('fails behind', 'a, b = Items(3, fails=2)')
attempt('empty', '() = Items(1)')
attempt('empty list', '[] = Items(0)')
attempt('nested', '(a, b), (c, d) = Items(2), Items(2)')
attempt('for', 'for a, b in [Items(2), Items(3)]: print("body", end=";")')
attempt('for target', 'for Box()[t("k")], x in [(1, 2), (3, 4)]: pass')
attempt('comprehension', 'r = [(a, b) for a, (b, *c) in [(1, "xy"), (2, "")]]')
attempt('with', 'class C:\n def __enter__(self): return Items(1)\n def __exit__(self, *x): print("exit", x[0].__name__, end=";")\nwith C() as (a, b): pass')

print('--- displays and calls')
attempt('list', 'r = [t(1), *t("star", "ab"), t(2)]')
attempt('list fails', 'r = [t(1), *t("star", 5), t(2)]')
attempt('tuple', 'r = (*Items(1), t(1), *Items(2))')
attempt('set', 'r = {*t("a", [1]), *t("b", 2)}')
attempt('dict', 'r = {t("k1", 1): t("v1", 2), **t("m", {3: 4}), t("k2", 5): t("v2", 6)}')
attempt('dict fails', 'r = {**t("a", {1: 2}), **t("b", [1])}')
attempt('call', 'r = t("f", max)(t(1, 1), *t("star", [2]), key=t("key", None), **t("kw", {}))')
attempt('call star', 'r = t("f", max)(*t("star", 5), t(1, 1))')
attempt('call twice', 'r = dict(a=t(1), **t("kw", {"a": 2}))')
attempt('call many', 'r = dict(**t("a", {"x": 1}), **t("b", {"x": 2}))')
attempt('call no mapping', 'r = dict(a=t(1), **t("kw", 3))')
attempt('call key', 'r = dict(**{1: 2})')
attempt('return', 'def f(): return 1, *Items(2)\nr = f()')
attempt('index', 'r = {(1, 2): 3}[*t("i", (1, 2))]')
attempt('walrus', 'r = [y := t(1, 5), y * 2, *(z := [y])]')
