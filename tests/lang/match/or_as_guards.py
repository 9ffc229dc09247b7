# tests/lang/match/or_as_guards.py -- alternatives, as, guards, binding rules, order of evaluation
def f(v):
    match v:
        case 1 | 2 | 3 as small: return f'small {small}'
        case [('a' | 'b') as letter, int() | str() as second] as whole:
            return f'{letter} {second} {whole}'
        case (x, 0) | (0, x): return f'axis {x}'
        case [1, x] | [x, 1] | [x]: return f'one with {x}'
        case {'k': x} | [x, _]: return f'x {x}'
        case (str() | None) as t: return f't {t}'
        case ([] | {}) as empty: return f'empty {empty}'
        case y if isinstance(y, float) and y > 1: return f'float {y}'
        case y if isinstance(y, float): return f'small float {y}'
    return 'nothing', y
for v in (1, 3, ['a', 5], ('b', 's'), (4, 0), (0, 5), (1, 7), (7, 1), [8], {'k': 9}, [3, 4], 'str',
          None, [], {}, {'z': 1}, 2.5, 0.5, 99):
    print(v, f(v))
log = []
class G:
    def __init__(self, r): self.r = r
    def __bool__(self):
        log.append(self.r)
        return self.r
match 5:
    case x if G(False): log.append('no')
    case x if G(True): log.append('yes')
print(log)
def guard_error(v):
    try:
        match v:
            case x if 1 / x > 0: return 'positive'
            case x: return f'not {x}'
    except ZeroDivisionError as e: return str(e)
print(guard_error(1), guard_error(-1), guard_error(0))
def bind_after_fail(v):
    a = b = 'unset'
    match v:
        case [a, 2]: return 'first', a
        case [1, b]: return 'second', a, b
    return 'none', a, b
print(bind_after_fail([5, 2]), bind_after_fail([1, 3]), bind_after_fail([5, 5]), bind_after_fail(0))
def nested(v):
    match v:
        case ['go', direction]:
            match direction:
                case 'n' | 's' as d: return f'vertical {d}'
                case _: return 'sideways'
        case _: return 'stay'
print(nested(['go', 'n']), nested(['go', 'w']), nested('go'))
def in_loop():
    out = []
    for v in [1, 'stop', 2, [3], 'break', 4]:
        match v:
            case int(): out.append(v)
            case 'stop': continue
            case 'break': break
            case [x]: out.append(('x', x))
    return out
print(in_loop())
def closure(v):
    match v:
        case [x, *rest]: return lambda: (x, rest)
print(closure([1, 2, 3])())
def with_global(v):
    global gx
    match v:
        case {'g': gx}: pass
with_global({'g': 'global bound'})
print(gx)
class InBody:
    match [1, 2]:
        case [a, b]: c = a + b
print(InBody.a, InBody.c)
def gen(vs):
    for v in vs:
        match v:
            case int(n): yield n
            case [*ns]: yield from gen(ns)
            case _: return
print(list(gen([1, [2, [3]], 'end', 4])))
def simplify(e):
    match e:
        case ('+', 0, x) | ('+', x, 0) | ('*', 1, x) | ('*', x, 1): return simplify(x)
        case ('*', 0, _) | ('*', _, 0): return 0
        case (op, a, b) if (sa := simplify(a)) != a or (sb := simplify(b)) != b:
            return simplify((op, sa, simplify(b)))
        case ('+', int(a), int(b)): return a + b
        case _: return e
print(simplify(('+', ('*', 1, 'x'), 0)), simplify(('*', ('+', 1, 2), ('+', 'y', 0))),
      simplify(('*', 'z', ('+', 0, 0))))
