# tests/lang/match/literals_and_values.py -- literal patterns, dotted names, None and booleans
import math
class K:
    RED = 1
    class Inner: X = 'deep'
def f(v):
    match v:
        case 0: return 'zero'
        case -1: return 'minus one'
        case 1.5: return 'one and a half'
        case -2.5: return 'minus float'
        case 1 + 2j: return 'complex'
        case -3 - 4j: return 'minus complex'
        case 'a' 'b': return 'ab'
        case b'x': return 'bytes'
        case """tri
ple""": return 'triple'
        case None: return 'none'
        case True: return 'true'
        case False: return 'false'
        case K.RED: return 'red?'
        case K.Inner.X: return 'deep'
        case math.pi: return 'pi'
        case r'\n': return 'raw'
        case 0x10 | 0b11 | 1_000: return 'numbers'
        case _: return 'other'
for v in (0, 0.0, False, 0j, -1, 1.5, -2.5, 1 + 2j, -3 - 4j, 'ab', 'a', b'x', bytearray(b'x'),
          'tri\nple', None, True, 1, 1.0, 'deep', math.pi, '\\n', 16, 3, 1000, [], -0.0):
    print(repr(v), f(v))
class Eq:
    def __eq__(self, o):
        print('eq', repr(o))
        return o == 'yes'
match Eq():
    case 1: print('1')
    case None: print('None uses is')
    case True: print('True uses is')
    case 'yes': print('yes')
match 5:
    case x: print('captured', x)
match 6:
    case x if x > 10: print('big')
    case y if (z := y) and False: print('no')
    case _: print('x y z', x, y, z)
match (1, 2):
    case _, _: print('wild', '_' in globals())
_ = 'normal name'
match 7:
    case _: print(_)
match = case = 1
print(match + case, match if case else 0)
match [1, 2][0]:
    case 1: print('subject expression')
match 1, 2:
    case 1, x: print('tuple subject', x)
match *[1, 2], 3:
    case [*all_]: print(all_)
match -1:
    case -1: print('unary subject')
match not True:
    case False: print('not')
match lambda x: x:
    case g: print(g(3))
match (yes := 5):
    case 5: print(yes)
match x:
    case 6: pass
    case 5: pass
print([v for v in (1,) for match in (2,)], {'match': 1}['match'])
def match(case): return case
print(match(case=3), match (4))
class Soft:
    match = 1
    case = 2
    type = 3
    _ = 4
print(Soft.match, Soft.case, Soft.type, Soft._)
match Soft:
    case Soft.match: print('no')
    case type(): print('a class')
