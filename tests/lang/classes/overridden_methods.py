# tests/lang/classes/overridden_methods.py -- which methods of a subclass of a builtin type are asked
import operator

NAMES = ['__len__', '__getitem__', '__iter__', '__contains__', '__eq__', '__index__', '__int__', '__str__',
         '__repr__', '__add__', '__radd__', '__iadd__', '__mul__', '__bool__', '__reversed__', '__length_hint__',
         '__lt__', '__format__', '__bytes__', '__setitem__', '__delitem__', 'keys', 'append', 'extend', 'index',
         'insert', 'pop', 'join', '__mod__', '__rmod__']
asked = []


def watched(base):
    def watch(name):
        def method(self, *args):
            asked.append(name)
            return getattr(base, name)(self, *args)
        return method
    return type(f'Own{base.__name__}', (base,), {name: watch(name) for name in NAMES if hasattr(base, name)})


def first_and_rest(x):
    first, *rest = x
    return first, rest


def three(x):
    a, b, c = x
    return c


def kind(x):
    match x:
        case [_, _, *_]: return 'sequence'
        case {}: return 'mapping'
        case str() | bytes(): return 'text'
        case 5: return 'five'
        case _: return 'other'


def in_place(x):
    made = [0, 1]
    made[:1] = x
    made += x
    made.extend(x)
    return made


ACTIONS = '''len(x) list(x) tuple(x) sorted(x) sum(x) x[0] x[:] (1)in(x) x==y y==x x!=y x<y bool(x) str(x) repr(x)
format(x) f'{x}' '%s'%(x,) '%r'%(x,) '%s'%x x+x x+y y+x x*2 list(reversed(x)) next(enumerate(x)) next(zip(x,x))
three(x) first_and_rest(x) [*x] (lambda*a:a)(*x) {**x} dict(x) ','.join(x) ''.join([x]) 'a'in(x) x[0]in([x])
[y].index(x) [y].count(x) range(10)[x] list(range(x)) [1]*x chr(x) divmod(x,2) int(x) float(x) round(x) abs(x)
operator.index(x) operator.length_hint(x) in_place(x) kind(x) all(x) any(x) list(map(str,x)) list(filter(None,x))
sorted([y,x]) min(x,y) slice(x).indices(10) '{0[0]}'.format(x) print(x) (x,)==(y,) [x]==[y] x.copy() x|y x&y
dict.fromkeys(x) 'abc'.find(x) 'abc'.replace(x,'z') 'abc'.startswith(x) list(iter(x)) iter(x).__length_hint__()
next(reversed(x)) max(x) x.items()==y.items() x.get('a') x<=y pow(2,x) hex(x) x.count(1)'''.split()
for base, value in {list: [1, 2, 3], tuple: (1, 2, 3), str: 'abc', int: 5, dict: {'a': 1, 'b': 2}, set: {1, 2},
                    frozenset: {1, 2}, bytes: b'abc'}.items():
    own = watched(base)
    for action in ACTIONS:
        if base is bytes and not action.startswith(('str', 'rep', 'for', 'f', "'%", 'pri', 'ite', 'len', 'x[')):
            continue
        x, y = own(value), base(value)
        asked.clear()
        try:
            result = eval(action)
        except Exception as error:
            result = f'{type(error).__name__}: {error}'
        seen = ' '.join(asked)
        print(base.__name__, action, '|', seen, '|', type(result).__name__, base.__repr__(result)
              if type(result) is own else result)
