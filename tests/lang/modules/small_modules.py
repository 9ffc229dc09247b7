# tests/lang/modules/small_modules.py -- copy, types, enum-like uses, operator, heapq, abc, typing
import copy, types, sys, errno, keyword, json, textwrap, string, enum
import dataclasses, fractions, statistics, pprint
print(errno.ENOENT, errno.errorcode[2], keyword.iskeyword('def'), keyword.issoftkeyword('match'))
a = [1, [2, {3: [4]}]]; b = copy.deepcopy(a); c = copy.copy(a); a[1][1][3].append(5)
print(b, c, copy.copy({1: []}), copy.deepcopy((1, [2])), copy.copy(range(3)),
      copy.deepcopy(len) is len)
cyc = [1]; cyc.append(cyc); d = copy.deepcopy(cyc); print(d[1] is d, d is not cyc)
print([t.__name__ for t in (types.FunctionType, types.LambdaType, types.GeneratorType,
                            types.MethodType, types.BuiltinFunctionType, types.ModuleType,
                            types.NoneType, types.EllipsisType, types.CodeType,
                            types.MappingProxyType, types.SimpleNamespace, types.CellType,
                            types.TracebackType, types.FrameType)])
mp = types.MappingProxyType({'a': 1}); print(mp['a'], mp, len(mp), mp | {'b': 2}, mp.get('z'))
try: mp['b'] = 1
except TypeError as e: print(e)
K = types.new_class('K', (int,), {}, lambda ns: ns.update(x=1))
print(K(5) + K.x, types.DynamicClassAttribute.__name__, types.resolve_bases((int,)))
class Color(enum.Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1
    def hi(self): return self.name.lower()
print(Color.RED, repr(Color.RED), Color(2), Color['RED'], list(Color), Color.ALIAS is Color.RED,
      Color.RED.hi(), Color.RED.value, Color.RED == Color.GREEN, Color.RED in Color)
class F(enum.Flag):
    A = enum.auto()
    B = enum.auto()
class I(enum.IntEnum):
    X = 5
print(F.A | F.B, F.A in (F.A | F.B), I.X + 1, I.X == 5, f'{I.X}', sorted([I.X, 3]))
match Color.GREEN:
    case Color.RED: print('r')
    case Color.GREEN: print('g')
try: Color(9)
except ValueError as e: print(e)
@dataclasses.dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = dataclasses.field(default_factory=list, compare=False)
    def __post_init__(self): self.sum = self.x + self.y
print(P(1), P(1, 2) < P(1, 3), P(1) == P(1), dataclasses.asdict(P(1, 2)),
      dataclasses.replace(P(1), y=5).sum, [f.name for f in dataclasses.fields(P)],
      dataclasses.astuple(P(1)))
match P(3, 4):
    case P(x, y): print(x, y)
@dataclasses.dataclass(frozen=True, slots=True)
class Fr: v: int
try: Fr(1).v = 2
except dataclasses.FrozenInstanceError as e: print(e, hash(Fr(1)) == hash(Fr(1)))
print(json.dumps({'a': [1, 2.5, None, True, 'é"\n'], 'b': {}}, sort_keys=True),
      json.loads('{"x": [1, -2.5e3, "\\u00e9", null]}'), json.dumps([1], indent=1),
      json.dumps('é', ensure_ascii=False))
try: json.loads('{bad}')
except json.JSONDecodeError as e: print(e)
print(textwrap.fill('the quick brown fox jumps', 12), textwrap.dedent('  a\n   b\n'),
      string.ascii_letters[:5], string.Template('$a ${b}').substitute(a=1, b=2),
      string.capwords('a bc'))
print(fractions.Fraction(1, 3) + fractions.Fraction('0.5'), fractions.Fraction(0.25),
      statistics.mean([1, 2, 4]), statistics.median([3, 1, 2]), statistics.stdev([1, 2, 3, 4]))
pprint.pprint({'key': list(range(30)), 'b': {'nested': ('tuple',) * 10}}, width=60)
print(sys.version_info[0], sys.maxsize, sys.byteorder, sys.getsizeof(0) > 0,
      sys.intern('a b') is sys.intern('a b'), sys.maxunicode, sys.flags.optimize,
      sys.getdefaultencoding(), sys.float_info.dig, sys.hash_info.modulus,
      sys.int_info.sizeof_digit > 0, sys.implementation.name != '')
