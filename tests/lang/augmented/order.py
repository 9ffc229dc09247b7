# tests/lang/augmented/order.py -- x op= y: what is evaluated once, in which order, and what stays when it fails
def t(name, value=None):
    print('  ', name, end=';')
    return value


def attempt(title, source):
    names = {'t': t, 'Box': Box, 'In': In, 'Out': Out}
    try:
        exec(source, names)
        print(title, 'done', end=' ')
    except Exception as error:
        print(title, type(error).__name__, error, end=' ')
    print({name: names[name] for name in names if len(name) == 1 and name not in 'tf'})


class Box:
    """Gives a value for every item and attribute, and tells what is stored."""
    def __init__(self, value, fails=''): self.__dict__.update(value=value, fails=fails)
    def get(self, what):
        print('   get', what, end=';')
        if self.fails == 'get':
            raise LookupError(what)
        return self.value
    def set(self, what, value):
        print('   set', what, value, end=';')
        if self.fails == 'set':
            raise LookupError(what)
    __getitem__ = __getattr__ = get
    __setitem__ = __setattr__ = set


class In:
    """Has the in-place method; answers with what it was told to."""
    def __init__(self, answer='self'): self.answer = answer
    def __repr__(self): return 'In'
    def __iadd__(self, other):
        print('   iadd', other, end=';')
        return self if self.answer == 'self' else self.answer
    def __add__(self, other):
        print('   add', other, end=';')
        return 'added'


class Out:
    def __repr__(self): return 'Out'
    def __radd__(self, other):
        print('   radd', other, end=';')
        return 'reflected'
    def __add__(self, other):
        print('   add', other, end=';')
        return NotImplemented


print('--- order')
attempt('name', 'a = 1; a += t("right", 2)')
attempt('item', 't("box", Box(1))[t("key", 0)] += t("right", 2)')
attempt('attribute', 't("box", Box(1)).x += t("right", 2)')
attempt('slice', 't("box", Box([1]))[t("i", 0):t("j", 1)] += t("right", [2])')
attempt('two keys', 't("box", Box(1))[t("i", 0), t("j", 1):t("k", 2)] -= t("right", 2)')
attempt('deep', 't("box", Box(Box(5))).a[t("key", 3)].b *= t("right", 2)')
attempt('walrus', 'a = [1, 2, 3]; a[i := 1] += (j := 5)')
attempt('index moves', 'i = 0; a = [1, 2]; a[i] += (i := 1)')
attempt('name moves', 'a = 1; a += (a := 10)')
attempt('list moves', 'a = [1]; b = a; a += (a := [5])')

print('--- methods')
attempt('in place', 'a = In(); a += 1')
attempt('in place other', 'a = In(7); a += 1')
attempt('in place none', 'a = In(None); a += 1')
attempt('declined', 'a = In(NotImplemented); a += 1')
attempt('reflected', 'a = Out(); a += Out()')
attempt('reflected', 'a = 1; a += Out()')
attempt('reflected list', 'a = [1]; a += Out()')
attempt('reflected tuple', 'a = (1,); a += Out()')
attempt('stored', 'Box(In())[0] += 1')
attempt('stored', 'Box(In(3)).x += 1')

print('--- failures')
attempt('get', 'Box(1, "get")[0] += t("right", 1)')
attempt('set', 'Box(1, "set")[0] += t("right", 1)')
attempt('set in place', 'a = [1]; Box(a, "set").x += t("right", [2])')
attempt('puzzle', 'a = (1, [2]); a[1] += [3]')
attempt('puzzle extend', 'a = (1, [2]); a[1].extend([3])')
attempt('puzzle times', 'a = ([2], 1); a[0] *= 3')
attempt('puzzle set', 'a = ({1},); a[0] |= {2}')
attempt('puzzle text', 'a = "ab"; a[0] += "c"')
attempt('puzzle range', 'a = range(3); a[0] += 1')
attempt('frozen', 'a = frozenset([1]); b = a; a |= {2}')
attempt('partial extend', 'a = [1]; a += (1 // x for x in (1, 0))')
attempt('partial slice', 'a = [1, 2]; a[:1] += (1 // x for x in (1, 0))')
attempt('dict partial', 'a = {}; a |= [(1, 2), (3,)]')
attempt('set partial', 'a = {1}; a |= [2]')
attempt('undefined', 'a += 1')
attempt('undefined right', 'a = 1; a += missing')
attempt('undefined item', 'a[0] += t("right", 1)')
attempt('no key', 'a = {}; a["x"] += t("right", 1)')
attempt('no attribute', 'a = 5; a.x += t("right", 1)')
attempt('out of range', 'a = []; a[0] += t("right", 1)')
attempt('types', 'a = [1]; a += 5')
attempt('types', 'a = 1; a += "x"')
attempt('types', 'a = "x"; a += 1')
attempt('types', 'a = None; a -= 1')
attempt('types', 'a = {}; a += {}')
attempt('types', 'a = {1}; a += {2}')
attempt('types', 'a = []; a @= []')
attempt('types', 'a = (); a <<= 1')
attempt('types', 'a = 2; a **= "x"')
attempt('types', 'a = 2; a //= 0')
attempt('local', 'def f():\n a += 1\nf()')
attempt('global', 'a = 1\ndef f():\n global a\n a += 1\nf()')
attempt('nonlocal', 'def f():\n a = 1\n def g():\n  nonlocal a\n  a += 1\n g()\n return a\nb = f()')
attempt('class body', 'a = 1\nclass C:\n a += 1\nb = C.a')
attempt('loop', 'a = 0\nfor i in range(3): a += i')
