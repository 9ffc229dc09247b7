# tests/differential/tables.py -- what programs are made of: for each kind of value, how to write one
"""Every line is one way. {kind} stands for a value of that kind, written in one of its ways; a line
under `kind:` that has no braces is a leaf, taken where an expression must not grow."""

EXPRESSIONS = '''
small:
    0
    1
    2
    3
    -1
    -2
    5
    True
    Index(2)
    len({any})
    {list}.count({atom})
    {small} - {small}
    {small} % {small}

index:
    0
    1
    2
    -1
    -2
    3
    7
    -9
    100
    True
    None
    Index(1)
    Index(-1)
    Int(1)
    2**31
    -2**31 - 1
    2**63
    -2**63 - 1
    10**30
    -10**30
    1.0
    'a'
    Index(2**70)
    Index('x')
    Bare()

bound:
    None
    None
    None
    0
    1
    2
    3
    -1
    -2
    -3
    5
    -7
    100
    -100
    Index(2)
    2**63
    -2**63
    10**30
    -10**30
    1.5
    'x'
    sys.maxsize
    -sys.maxsize - 1

step:
    None
    None
    1
    2
    3
    -1
    -2
    -3
    -5
    0
    Index(-1)
    sys.maxsize
    -sys.maxsize - 1
    -10**30
    2**64

slice:
    :
    ::2
    ::-1
    1:
    :-1
    1:3
    {bound}:{bound}
    {bound}:
    :{bound}
    {bound}:{bound}:{step}
    {bound}:{bound}:{step}
    ::{step}

key:
    {index}
    {index}
    {index}
    {slice}
    {slice}
    {slice}
    {any}
    {index}, {index}
    {slice}, {index}
    ...

int:
    0
    1
    -1
    2
    7
    255
    256
    -128
    -129
    1000
    65
    0x1F600
    0xD800
    0x110000
    True
    2**31 - 1
    2**31
    2**32
    -2**31
    2**63 - 1
    2**63
    2**64
    -2**63
    -2**63 - 1
    10**30
    Int(5)
    {small}
    {int} + {int}
    {int} - {int}
    {int} * {int}
    {int} // {int}
    {int} % {int}
    {int} & {int}
    {int} | {int}
    {int} ^ {int}
    ~{int}
    -{int}
    abs({int})
    {int} >> {small}
    {int} << {small}
    {int} ** {small}
    pow({int}, {small}, {int})
    divmod({int}, {int})
    int({text})
    int({text}, {small})
    int.from_bytes({buffer}, {order})
    int.from_bytes({buffer}, {order}, signed={bool})
    {int}.bit_length()
    {int}.bit_count()
    round({int}, {small})
    ord({text})
    sum({iterable})
    hash({number})
    {view}.nbytes
    len({any})
    operator.index({any})
    operator.length_hint({any})
    operator.length_hint({any}, {small})

bool:
    True
    False
    {any} == {any}
    {any} != {any}
    {any} < {any}
    {any} in {any}
    {any} not in {any}
    {atom} in {sequence}
    {list} < {list}
    {list} >= {list}
    {tuple} < {tuple}
    {tuple} > {tuple}
    {text} <= {text}
    {bytes} < {buffer}
    {array} < {array}
    {array} == {array}
    {deque} <= {deque}
    {view} == {buffer}
    {view} == {view}
    {range} == {range}
    {set} <= {set}
    {set} > {set}
    {dict} == {dict}
    {slice_object} == {slice_object}
    {slice_object} < {slice_object}
    {list} == {list}
    {sequence} == {sequence}
    {any} is {any}
    not {any}
    bool({any})
    all({iterable})
    any({iterable})
    isinstance({any}, (list, str, int))
    {text}.startswith({text})
    {text}.endswith({text}, {bound}, {bound})
    {text}.startswith({tuple}, {bound})
    {bytes}.startswith({bytes}, {bound})
    {bytes}.endswith({any}, {bound})
    {text}.isdigit()
    {text}.isidentifier()
    {text}.isprintable()
    {text}.isupper()
    {text}.istitle()
    {text}.isspace()
    {text}.isalnum()
    {bytes}.isalpha()
    {bytes}.istitle()
    {set}.isdisjoint({iterable})
    {set}.issubset({iterable})
    {set}.issuperset({iterable})
    {int} in {range}
    {any} and {any}
    {any} or {any}
    {small} < {small} <= {small}
    operator.contains({sequence}, {atom})

float:
    0.0
    1.5
    -2.25
    1e100
    -0.0
    float('inf')
    float('nan')
    3.0
    0.1
    {float} + {number}
    {float} * {number}
    {float} / {number}
    {number} / {number}
    {number} // {float}
    {float} % {number}
    {float} ** {small}
    float({text})
    round({float}, {small})
    struct.unpack('<d', struct.pack('<d', {number}))[0]
    struct.unpack('<f', struct.pack('<f', {number}))[0]
    struct.unpack('<e', struct.pack('<e', {number}))[0]

complex:
    1j
    -2.5j
    (1+2j)
    {complex} * {number}
    {complex} + {number}
    complex({number}, {number})

number:
    1
    2
    -3
    2.5
    0
    {int}
    {small}
    {float}
    {complex}

atom:
    0
    1
    2
    3
    'a'
    'b'
    b'a'
    97
    None
    2.0
    True
    'ab'
    -1
    (1, 2)
    ''
    {int}
    {text}

text:
    ''
    'a'
    'abc'
    'hello world'
    'Abc dEF'
    'a,b,,c'
    '  pad '
    'x\\ty\\n'
    'caf\\u00e9'
    '\\u03a3\\u0391\\u03a3'
    '\\U0001f600z'
    'a\\ud800b'
    '\\x00'
    'ab' 'ba' 'ab'
    'line\\r\\nline\\x0bline\\u2028x'
    '12'
    '-0x1f'
    ' 1_000 '
    '1e3'
    'nan'
    '\\u0661\\u0662'
    'ß'
    'ŉ'
    'ﬁn'
    Str('abc')
    {text} + {text}
    {text} * {small}
    {text}[{index}]
    {text}[{slice}]
    {text}[{slice}]
    {text}.upper()
    {text}.lower()
    {text}.title()
    {text}.capitalize()
    {text}.swapcase()
    {text}.casefold()
    {text}.strip()
    {text}.strip({text})
    {text}.lstrip({text})
    {text}.rstrip({any})
    {text}.replace({text}, {text})
    {text}.replace({text}, {text}, {small})
    {text}.replace({text}, {text}, count={small})
    {text}.center({width}, {character})
    {text}.ljust({width})
    {text}.rjust({width}, {character})
    {text}.zfill({width})
    {text}.expandtabs({small})
    {text}.join({iterable})
    {text}.join({strings})
    {text}.removeprefix({text})
    {text}.removesuffix({text})
    {text}.translate({dict})
    {text}.translate(str.maketrans({text}, {text}))
    {text}.translate(str.maketrans({text}, {text}, {text}))
    str({shown})
    repr({shown})
    ascii({shown})
    chr({int})
    hex({int})
    bin({int})
    oct({int})
    str({bytes}, {encoding})
    {bytes}.decode({encoding}, {errors})
    {bytes}.decode({encoding})
    {bytes}.hex()
    {bytes}.hex({character}, {small})
    {view}.hex({character})
    format({shown}, {spec})
    format({number}, {spec})
    format({text}, {spec})
    f"{{shown}!r:{spec_inner}}"
    f"{{number}:{spec_inner}}"
    f"{{text}!a:>{small}}"
    f"{{shown}} {{shown}=}"
    {percent} % {shown}
    {percent} % ({shown}, {shown})
    {percent} % {dict}
    {braces}.format({shown}, {shown}, x={shown})
    {braces}.format(*{sequence}, **dict(a={shown}))
    {braces}.format_map({dict})
    {view}.format
    type({any}).__name__
    {small} * {text}
    {text} + {any}

character:
    'x'
    '-'
    ' '
    '\\u00e9'
    b'-'
    ''
    'xy'
    {any}

width:
    0
    3
    8
    12
    -5
    {small}

encoding:
    'utf-8'
    'ascii'
    'latin-1'
    'utf-16'
    'utf-16-le'
    'utf-32-be'
    'cp1252'
    'unicode_escape'
    'raw_unicode_escape'
    'utf-8-sig'

errors:
    'strict'
    'ignore'
    'replace'
    'backslashreplace'
    'surrogateescape'
    'surrogatepass'
    'no such'

encode_errors:
    'strict'
    'ignore'
    'replace'
    'backslashreplace'
    'xmlcharrefreplace'
    'namereplace'
    'surrogateescape'
    'surrogatepass'

order:
    'little'
    'big'
    {text}

bytes:
    b''
    b'a'
    b'abc'
    b'\\x00\\xff\\x80'
    b'hello world'
    b'a,b,,c'
    b' pad\\t'
    b'aabbaabb'
    b'Mixed case'
    b'\\xe2\\x82\\xac'
    bytes(range(8))
    Bytes(b'abc')
    {bytes} + {buffer}
    {bytes} * {small}
    {bytes}[{slice}]
    {bytes}[{index}]
    {bytes}.upper()
    {bytes}.title()
    {bytes}.capitalize()
    {bytes}.swapcase()
    {bytes}.strip()
    {bytes}.strip({buffer})
    {bytes}.lstrip({buffer})
    {bytes}.replace({buffer}, {buffer})
    {bytes}.replace({buffer}, {buffer}, {small})
    {bytes}.center({width}, b'*')
    {bytes}.ljust({width}, {bytes})
    {bytes}.zfill({width})
    {bytes}.expandtabs({small})
    {bytes}.join({iterable})
    {bytes}.join([{buffer}, {buffer}, {buffer}])
    {bytes}.translate(bytes.maketrans({bytes}, {bytes}))
    {bytes}.translate({any}, {bytes})
    {bytes}.translate(None, delete={bytes})
    {bytes}.removeprefix({buffer})
    {bytes}.removesuffix({buffer})
    bytes({iterable})
    bytes({buffer})
    bytes({small})
    bytes({text}, {encoding})
    bytes({text}, {encoding}, {encode_errors})
    {text}.encode({encoding}, {encode_errors})
    {text}.encode({encoding})
    bytes.fromhex({text})
    {int}.to_bytes({small}, {order})
    {int}.to_bytes({small}, {order}, signed={bool})
    {view}.tobytes()
    {view}.tobytes({view_order})
    {array}.tobytes()
    struct.pack({format}, {int})
    struct.pack({format}, {any}, {any})
    struct.pack({format}, *{iterable})
    {percent_bytes} % {any}
    {percent_bytes} % ({any}, {any})

view_order:
    'C'
    'F'
    'A'
    None
    'x'

bytearray:
    bytearray()
    bytearray(b'abc')
    bytearray(b'hello world')
    bytearray(range(10))
    Bytearray(b'ab')
    bytearray({buffer})
    bytearray({iterable})
    bytearray({small})
    bytearray({text}, {encoding})
    {bytearray} + {buffer}
    {bytearray} * {small}
    {bytearray}[{slice}]
    {bytearray}.copy()
    {bytearray}.replace({buffer}, {buffer})
    {bytearray}.upper()
    {bytearray}.strip({buffer})
    {bytearray}.join({iterable})
    {bytearray}.rjust({width}, {bytes})
    {bytearray}.translate(None, {buffer})
    bytearray.fromhex({text})
    {percent_bytearray} % {any}

buffer:
    b'ab'
    b''
    bytearray(b'xyz')
    memoryview(b'abc')
    array.array('H', [1, 2])
    {bytes}
    {bytes}
    {bytearray}
    {view}
    {array}
    {any}

code:
    'b'
    'B'
    'h'
    'H'
    'i'
    'I'
    'l'
    'L'
    'q'
    'Q'
    'f'
    'd'
    'w'
    'u'
    'x'

array:
    array.array('b')
    array.array('b', [1, -2, 3])
    array.array('B', b'abc')
    array.array('h', range(6))
    array.array('I', [1, 2, 3])
    array.array('q', [2**40, -1])
    array.array('d', [1.5, -0.0, 3.0])
    array.array('f', [0.5, 2])
    array.array('w', 'h\\u00e9llo')
    array.array({code}, {iterable})
    array.array({code}, {buffer})
    array.array({code}, {text})
    {array} + {array}
    {array} * {small}
    {array}[{slice}]
    {array}[{slice}]
    copy.copy({array})
    {array} + {any}

format:
    'b'
    'B'
    'h'
    '<H'
    '>i'
    'I'
    '=q'
    '!Q'
    'f'
    '<d'
    'e'
    '?'
    'c'
    '3s'
    '5p'
    's'
    'bh'
    'hbi'
    '<hbi'
    '2h'
    '0i'
    'b2xh'
    'n'
    'P'
    'hh'
    'bq'
    'z'
    '2'
    ' h h '
    {text}

view:
    memoryview(b'')
    memoryview(b'abcdef')
    memoryview(bytearray(b'hello world!'))
    memoryview(array.array('h', [1, -2, 3, 4]))
    memoryview(array.array('d', [1.5, 2.0]))
    memoryview(bytes(range(12))).cast('B', (3, 4))
    memoryview(bytearray(24)).cast('i', [2, 3])
    memoryview(bytes(8)).cast('B', (2, 2, 2))
    memoryview(b'\\x05').cast('B', ())
    memoryview({buffer})
    {view}[{slice}]
    {view}[{slice}]
    {view}[::-1]
    {view}[::2]
    {view}.cast({view_code})
    {view}.cast('B').cast({view_code})
    {view}.cast({view_code}, {shape})
    {view}.cast('B').cast('B', {shape})
    {view}.toreadonly()

view_code:
    'B'
    'b'
    'c'
    'h'
    'H'
    'i'
    'I'
    'q'
    'Q'
    'f'
    'd'
    '?'
    'n'
    'N'
    'P'
    '@i'
    '<i'
    'xx'
    {text}

shape:
    [2, 2]
    [3, 2]
    (1, 1)
    [6]
    (2, 2, 3)
    [4, 3]
    [0]
    ()
    [-1, 2]
    [2, 'a']
    {any}

list:
    []
    [1, 2, 3]
    [1, 'a', None]
    [3, 1, 2, 3]
    [[1], [2, 3]]
    ['b', 'a', 'c']
    [0, 1, 2, 3, 4, 5, 6, 7]
    [(1, 'x'), (2, 'y')]
    [1.5, 2, True]
    List([1, 2])
    [{any}, {any}]
    [{atom}, {atom}, {atom}, {atom}]
    [{any}, *{iterable}, {any}]
    [*{iterable}, *{iterable}]
    list({iterable})
    {list} + {list}
    {list} * {small}
    {small} * {list}
    {list}[{slice}]
    {list}[{slice}]
    {list}.copy()
    sorted({iterable})
    sorted({iterable}, key={function})
    sorted({iterable}, key={function}, reverse={bool})
    [{of_x} for x in {iterable}]
    [{of_x} for x in {iterable} if {of_x}]
    [(x, y) for x in {short} for y in {short} if x != y]
    [x for x, *y in {iterable}]
    [y for x, y in {iterable}]
    [[y for y in x] for x in {iterable}]
    {text}.split()
    {text}.split({text})
    {text}.split({text}, {small})
    {text}.split(None, {small})
    {text}.rsplit({text}, {small})
    {text}.rsplit(maxsplit={small})
    {text}.splitlines({bool})
    {bytes}.split({buffer})
    {bytes}.rsplit({buffer}, {small})
    {bytes}.splitlines({bool})
    {array}.tolist()
    {view}.tolist()
    list({dict})
    list({dict}.items())
    list(map({function}, {iterable}))
    list(filter({function}, {iterable}))
    list(zip({iterable}, {iterable}))
    list(zip({iterable}, {iterable}, strict=True))
    list(enumerate({iterable}, {int}))
    list(reversed({sequence}))
    list({iterator})
    list(struct.iter_unpack({format}, {buffer}))
    {list} + {any}
    UserList({iterable})
    copy.deepcopy({list})

short:
    [1, 2]
    'ab'
    (0, 1, 2)
    range(3)
    {iterable}

strings:
    ['a', 'b', 'c']
    ('x', 'yz')
    {text}
    {text}.split()
    ['a', {any}]
    (str(x) for x in [1, 'b', {atom}])

of_x:
    x
    x
    (x, x)
    str(x)
    [x]
    kind(x)
    x == {atom}
    x * 2
    x + x
    x[0]
    -x
    x if x else None
    len(x)
    (y := x)

tuple:
    ()
    (1,)
    (1, 2, 3)
    ('a', 1, None)
    (1, (2, 3))
    (2.0, 1)
    Tuple((1, 2))
    Named(1, 2)
    ({any}, {any})
    ({atom}, {atom}, {atom})
    ({any}, *{iterable})
    tuple({iterable})
    {tuple} + {tuple}
    {tuple} * {small}
    {tuple}[{slice}]
    {tuple}[{slice}]
    divmod({number}, {number})
    {text}.partition({text})
    {text}.rpartition({text})
    {bytes}.partition({buffer})
    {bytearray}.rpartition({buffer})
    struct.unpack({format}, {buffer})
    struct.unpack_from({format}, {buffer}, {small})
    struct.unpack({format}, struct.pack({format}, {int}))
    {view}.shape
    {view}.strides
    {slice_object}.indices({int})
    {dict}.popitem()
    {iterator}.__reduce__()
    tuple({of_x} for x in {iterable})
    tuple({iterator})
    {tuple} + {any}
    max({iterable}, default={any}),
    min({iterable}, key={function}),
    Named(*{iterable})
    {tuple}._replace(x={any})

range:
    range(0)
    range(5)
    range(1, 10, 3)
    range(10, 0, -4)
    range(-3, 3)
    range({small})
    range({small}, {small})
    range({small}, {width}, {step})
    {range}[{slice}]

wide:
    range(2**70)
    range(0, -2**65, -7)
    range(2**62, 2**64, 2**61)
    range(sys.maxsize)
    range(-2**63, 2**63)
    range({int}, {int})
    range({int}, {int}, {int})
    {wide}[{slice}]
    {wide}[{slice}]
    {range}

slice_object:
    slice(None)
    slice(1, 5, 2)
    slice(-1, None, -1)
    slice({bound}, {bound}, {step})
    slice({any}, {any})
    slice({any})

dict:
    {}
    {'a': 1, 'b': 2}
    {1: 'x', 2: 'y'}
    {'x': 1, 'y': [2]}
    {(1, 2): 3, None: 4}
    {0: 0, 1.0: 1, 'k': {}}
    Dict(a=1)
    defaultdict(list, a=[1])
    {{atom}: {any}, {atom}: {any}}
    {{any}: {any}}
    {**{dict}, 'a': {any}}
    {**{dict}, **{dict}}
    {**{any}}
    dict({iterable})
    dict({dict}, a={any})
    dict(**{dict})
    dict(zip({iterable}, {iterable}))
    {{of_x}: {of_x} for x in {iterable}}
    {k: v for k, v in {iterable}}
    {v: k for k, v in {dict}.items()}
    {dict} | {dict}
    {dict} | {any}
    {dict}.copy()
    dict.fromkeys({iterable}, {any})
    dict.fromkeys({iterable})
    str.maketrans({dict})
    Counter({text})
    copy.deepcopy({dict})

single:
    set()
    {1}
    frozenset('a')
    Set([1])
    {{atom}}

set:
    set()
    {1, 2, 3}
    {'a', 1}
    frozenset('ab')
    frozenset((1, 2))
    Set([1, 2])
    {{atom}, {atom}}
    {{any}}
    {*{iterable}, {atom}}
    set({iterable})
    frozenset({iterable})
    {{of_x} for x in {iterable}}
    {set} | {set}
    {set} & {set}
    {set} - {set}
    {set} ^ {set}
    {set} | {any}
    {any} & {set}
    {set}.union({iterable}, {iterable})
    {set}.intersection({iterable})
    {set}.difference({iterable}, {iterable})
    {set}.symmetric_difference({iterable})
    {set}.copy()
    {dict}.keys() & {iterable}
    {dict}.keys() - {iterable}
    {dict}.keys() | {iterable}
    {dict}.items() ^ {iterable}

deque:
    deque()
    deque([1, 2, 3])
    deque('abcd', 3)
    deque((1, [2]), maxlen=5)
    deque([], 0)
    Deque([1])
    deque({iterable})
    deque({iterable}, {small})
    deque({iterable}, maxlen={any})
    {deque} + {deque}
    {deque} * {small}
    {deque}.copy()
    copy.copy({deque})
    {deque} + {any}

iterator:
    iter({sequence})
    iter({iterable})
    reversed({sequence})
    enumerate({iterable}, {int})
    zip({iterable}, {iterable})
    map({function}, {iterable})
    filter({function}, {iterable})
    (x for x in {iterable})
    islice({iterable}, {bound}, {bound}, {step})
    islice({iterable}, {bound})
    chain({iterable}, {iterable})
    chain.from_iterable({iterable})
    zip_longest({iterable}, {iterable}, fillvalue={any})
    accumulate({iterable})
    accumulate({iterable}, operator.mul, initial={any})
    pairwise({iterable})
    batched({iterable}, {small})
    batched({iterable}, 2, strict={bool})
    combinations({short}, {small})
    permutations({short}, {small})
    product({short}, {short})
    product({short}, repeat=2)
    takewhile({function}, {iterable})
    dropwhile({function}, {iterable})
    filterfalse({function}, {iterable})
    compress({iterable}, {iterable})
    starmap({function}, {iterable})
    repeat({any}, {small})
    islice(cycle({iterable}), 7)
    (kind(k) + str(list(g)) for k, g in groupby({iterable}, {function}))
    iter({dict}.items())
    reversed({dict})
    iter({dict}.values())
    iter([1, 2, 3].pop, {any})
    copy.copy({iterator})

function:
    str
    repr
    len
    kind
    first
    last
    fails
    type
    bool
    int
    None
    operator.neg
    operator.itemgetter(0)
    operator.itemgetter(-1, 0)
    operator.itemgetter(slice(1, None))
    operator.methodcaller('count', 1)
    lambda x: x
    lambda x: (kind(x), repr(x))
    lambda x, y: (x, y)
    lambda *x: x
    lambda x: t('key', 0)
    {any}

sequence:
    [1, 2]
    'abc'
    (1, 2, 1)
    b'ab'
    range(4)
    {list}
    {list}
    {tuple}
    {text}
    {bytes}
    {bytearray}
    {range}
    {deque}
    {array}
    {view}
    Old(1, 2, 3)
    Taking(3)

iterable:
    [1, 2, 3]
    'ab'
    (3, 1)
    range(3)
    b'hey'
    {'a': 1}
    [('a', 1), ('b', 2)]
    {sequence}
    {sequence}
    {sequence}
    {dict}
    {iterator}
    Items(1, 2)
    Items({atom}, {atom}, hint={small})
    Items(1, fails=True)
    Old({any})
    {dict}.keys()
    {any}

any:
    0
    1
    None
    'a'
    b'a'
    1.5
    [1]
    (1,)
    ...
    Bare()
    Refusing()
    Taking(2)
    {atom}
    {number}
    {text}
    {bytes}
    {bytearray}
    {list}
    {tuple}
    {range}
    {slice_object}
    {dict}
    {single}
    {deque}
    {array}
    {view}
    {bool}
    Point({atom}, {atom})
    int
    NotImplemented

shown:
    0
    'a'
    None
    1.5
    [1, 'b']
    ...
    Bare()
    Taking(2)
    {atom}
    {number}
    {text}
    {bytes}
    {bytearray}
    {list}
    {tuple}
    {range}
    {slice_object}
    {dict}
    {deque}
    {array}
    {bool}
    Point({atom}, {atom})
    int

spec:
    ''
    '>10'
    '<5'
    '^7'
    '=+8'
    '08'
    'x'
    '#x'
    '_b'
    ',d'
    '.2f'
    '10.3e'
    'g'
    '%'
    'n'
    'c'
    's'
    '*^12s'
    '.1'
    '+.3'
    'z.1f'
    '#.0f'
    '020_x'
    '\\u00e9>5'
    '10.2.3'
    'y'
    ',_'
    '>'
    '<08'
    '.3s'
    '#010b'
    ' d'
    '{{}}'
    {text}

spec_inner:
    >10
    <5
    ^7
    08
    .2
    x
    {small}
    {small}.{small}
    *^12
    #x
    ,
    q

percent:
    '%s'
    '%r'
    '%d'
    '%5d|%-5d'
    '%05.1f'
    '%x'
    '%#o'
    '%c'
    '%s %s'
    '%(a)s'
    '%(x)r %(y)5s'
    '%%'
    '%.2s'
    '%+d'
    '%*d'
    '%e'
    '%G'
    '%a'
    '%i%%'
    '%.3d'
    '%q'
    '%'
    '%(a'
    {text}

percent_bytes:
    b'%s'
    b'%b|%b'
    b'%d'
    b'%a'
    b'%c'
    b'%5x'
    b'%(a)s'
    b'%.2s'
    b'%'
    b'%r'

percent_bytearray:
    bytearray(b'%s')
    bytearray(b'%b,%c')
    bytearray(b'%d')

braces:
    '{}'
    '{} {}'
    '{1} {0}'
    '{0!r:>8}'
    '{x}'
    '{x!s}'
    '{0[0]}'
    '{0.real}'
    '{0[a]} {x[b]}'
    '{:>{}}'
    '{:{x}}'
    '{} {1}'
    '{{}}'
    '{'
    '}'
    '{0'
    '{!x}'
    '{a}'
    '{a:b}'
    '{0.x.y}'
    '{2}'
    {text}
'''

# {X:kind} is a variable of that kind, the same wherever the line says X; shown afterwards.
STATEMENTS = '''
    {L:list}[{index}] = {any}
    {L:list}[{slice}] = {iterable}
    {L:list}[{slice}] = {iterable}
    {L:list}[{slice}] = {L:list}
    {L:list}[{slice}] = {L:list}[{slice}]
    del {L:list}[{index}]
    del {L:list}[{slice}]
    {L:list}[{key}] = {any}
    {L:list}.append({any})
    {L:list}.append({L:list})
    {L:list}.extend({iterable})
    {L:list}.extend({L:list})
    {L:list}.insert({index}, {any})
    show({L:list}.pop())
    show({L:list}.pop({index}))
    {L:list}.remove({atom})
    show({L:list}.index({atom}))
    show({L:list}.index({atom}, {bound}, {bound}))
    show({L:list}.index({atom}, {index}))
    {L:list}.reverse()
    {L:list}.sort()
    {L:list}.sort(key={function})
    {L:list}.sort(key={function}, reverse={bool})
    {L:list}.clear()
    {L:list} += {iterable}
    {L:list} += {any}
    {L:list} *= {small}
    {L:list} *= {any}
    {L:list}[{index}] += {any}
    {L:list}[{slice}] += {iterable}
    {L:list}[{slice}] *= {small}
    {L:list}.__init__({iterable})
    operator.setitem({L:list}, slice({bound}, {bound}), {iterable})
    {L:list}.{unknown}
    {T:tuple} += {tuple}
    {T:tuple} += {any}
    {T:tuple} *= {small}
    {T:tuple}[{index}] += {any}
    {T:tuple}[{index}] = {any}
    del {T:tuple}[{index}]
    show({T:tuple}.index({atom}))
    show({T:tuple}.index({atom}, {bound}, {bound}))
    show({T:tuple}.count({atom}))
    show({T:tuple}.{unknown})
    {S:text} += {text}
    {S:text} += {any}
    {S:text} *= {small}
    {S:text} %= {any}
    {S:text}[{index}] = {any}
    del {S:text}[{slice}]
    show({S:text}.find({text}), {S:text}.rfind({text}))
    show({S:text}.find({text}, {bound}, {bound}))
    show({S:text}.index({text}, {bound}))
    show({S:text}.rindex({any}))
    show({S:text}.count({text}, {bound}, {bound}))
    show({S:text}.{unknown})
    {B:bytes} += {buffer}
    {B:bytes} *= {small}
    {B:bytes}[{index}] = {any}
    show({B:bytes}.find({buffer}), {B:bytes}.rfind({int}))
    show({B:bytes}.find({buffer}, {bound}, {bound}))
    show({B:bytes}.index({int}, {bound}))
    show({B:bytes}.count({buffer}, {bound}))
    show({B:bytes}.{unknown})
    {A:bytearray}[{index}] = {int}
    {A:bytearray}[{index}] = {any}
    {A:bytearray}[{slice}] = {buffer}
    {A:bytearray}[{slice}] = {iterable}
    {A:bytearray}[{slice}] = {A:bytearray}
    del {A:bytearray}[{index}]
    del {A:bytearray}[{slice}]
    {A:bytearray}.append({any})
    {A:bytearray}.append({int})
    {A:bytearray}.extend({iterable})
    {A:bytearray}.extend({A:bytearray})
    {A:bytearray}.insert({index}, {int})
    show({A:bytearray}.pop({index}))
    {A:bytearray}.remove({int})
    {A:bytearray}.reverse()
    {A:bytearray} += {buffer}
    {A:bytearray} += {A:bytearray}
    {A:bytearray} *= {small}
    {A:bytearray}.clear()
    {V:view} = memoryview({A:bytearray})
    {V:view} = memoryview({A:bytearray})[{slice}]
    {V:view} = memoryview({R:array})
    {V:view}.release()
    {V:view}[{index}] = {int}
    {V:view}[{index}] = {any}
    {V:view}[{slice}] = {buffer}
    {V:view}[{slice}] = {V:view}[{slice}]
    {V:view}[{small}, {small}] = {int}
    del {V:view}[{index}]
    {V:view}[{index}] += {int}
    show({V:view}[{index}])
    show({V:view}[{small}, {small}])
    show({V:view}.tobytes(), {V:view}.nbytes, {V:view}.itemsize, {V:view}.ndim)
    show({V:view}.c_contiguous, {V:view}.f_contiguous, {V:view}.contiguous, {V:view}.suboffsets)
    show(hash({V:view}) == hash({V:view}.tobytes()))
    show({V:view}.{unknown})
    with {V:view} as m: show(m)
    struct.pack_into({format}, {A:bytearray}, {small}, {int})
    struct.pack_into({format}, {V:view}, {index}, {int})
    struct.pack_into({format}, {A:bytearray}, {small}, *{iterable})
    show(struct.calcsize({format}))
    {R:array}[{index}] = {number}
    {R:array}[{index}] = {any}
    {R:array}[{slice}] = {array}
    {R:array}[{slice}] = {R:array}
    {R:array}[{slice}] = {iterable}
    del {R:array}[{index}]
    del {R:array}[{slice}]
    {R:array}.append({number})
    {R:array}.append({any})
    {R:array}.extend({iterable})
    {R:array}.extend({R:array})
    {R:array}.insert({index}, {number})
    show({R:array}.pop({index}))
    {R:array}.remove({number})
    show({R:array}.index({number}))
    show({R:array}.index({number}, {bound}, {bound}))
    show({R:array}.count({number}))
    {R:array}.reverse()
    {R:array}.byteswap()
    {R:array}.frombytes({buffer})
    {R:array}.fromlist({list})
    {R:array}.fromunicode({text})
    {R:array}.fromlist({any})
    show({R:array}.typecode, {R:array}.itemsize, {R:array}.buffer_info()[1])
    {R:array} += {array}
    {R:array} += {any}
    {R:array} *= {small}
    show({R:array}.tounicode())
    {D:deque}.append({any})
    {D:deque}.appendleft({any})
    {D:deque}.extend({iterable})
    {D:deque}.extendleft({iterable})
    {D:deque}.extend({D:deque})
    {D:deque}.insert({index}, {any})
    show({D:deque}.pop())
    show({D:deque}.popleft())
    {D:deque}.remove({atom})
    show({D:deque}.index({atom}))
    show({D:deque}.index({atom}, {bound}, {bound}))
    show({D:deque}.count({atom}))
    {D:deque}.rotate({index})
    {D:deque}.rotate()
    {D:deque}.reverse()
    {D:deque}[{index}] = {any}
    del {D:deque}[{index}]
    show({D:deque}[{key}])
    {D:deque} += {iterable}
    {D:deque} *= {small}
    {D:deque}.clear()
    show({D:deque}.maxlen)
    {M:dict}[{any}] = {any}
    {M:dict}[{atom}] = {any}
    show({M:dict}[{any}])
    show({M:dict}.get({any}, {any}))
    show({M:dict}.setdefault({atom}, {any}))
    show({M:dict}.pop({atom}))
    show({M:dict}.pop({any}, {any}))
    show({M:dict}.popitem())
    {M:dict}.update({any})
    {M:dict}.update({dict}, a={any})
    {M:dict}.update({iterable})
    {M:dict} |= {dict}
    {M:dict} |= {iterable}
    del {M:dict}[{atom}]
    {M:dict}[{atom}] += {any}
    {M:dict}.clear()
    show(list({M:dict}), list({M:dict}.values()), list({M:dict}.items()))
    show({M:dict}.{unknown})
    {E:set}.add({any})
    {E:set}.discard({any})
    {E:set}.remove({any})
    {E:set}.update({iterable}, {iterable})
    {E:set}.intersection_update({iterable})
    {E:set}.difference_update({iterable})
    {E:set}.symmetric_difference_update({iterable})
    {E:set} |= {set}
    {E:set} &= {set}
    {E:set} -= {any}
    {E:set} ^= {E:set}
    {E:set}.clear()
    {I:iterator} = {iterator}
    show(next({I:iterator}))
    show(next({I:iterator}, {any}))
    show(list({I:iterator}))
    show({I:iterator}.__length_hint__())
    show({I:iterator}.__reduce__())
    {I:iterator}.__setstate__({index})
    show(operator.length_hint({I:iterator}))
    {I:iterator} = iter({L:list})
    {I:iterator} = iter({D:deque})
    {I:iterator} = iter({M:dict})
    {I:iterator} = reversed({L:list})
    show(len({wide}))
    show({wide}[{key}])
    show({wide}.index({int}), {wide}.count({int}))
    show({wide}.start, {wide}.stop, {wide}.step, bool({wide}))
    show({wide} == {wide}, hash({wide}) == hash({wide}), {int} in {wide})
    show({slice_object}.indices({int}))
    show({sequence}[{key}])
    show({sequence}[{key}])
    show({any}[{key}])
    show({list}[{key}])
    show({tuple}[{key}])
    show({text}[{key}])
    show({view}[{key}])
    show({array}[{key}])
    show({deque}[{key}])
    show({any} {operator} {any})
    show({any} {operator} {any})
    show({sequence} {operator} {any})
    show({any} {operator} {sequence})
    show({number} {operator} {number})
    show(-{any})
    show(len({any}))
    show({any}({any}))
    show(getattr({any}, {unknown_text}))
    show(*{iterable})
    show(*{iterable}, *{iterable})
    show(max({iterable}), min({iterable}, key={function}))
    show(sum({iterable}, {any}))
    show(sorted({iterable}, key={function}))
    show({text}.join({iterable}))
    show(copy.copy({any}), copy.deepcopy({any}))
    show(print({any}, {any}, sep={text}))
    show(dict(**{any}))
    show(round({number}, {any}))
    show(str({any}, {any}))
    show({any} if {any} else {any})
    show({slice_object} == {any}, repr({slice_object}))
    show(format({any}, {any}))
    show(operator.{two}({any}, {any}))
    show({list} and {any} or {any})
    show(call({any}, *{iterable}, **{dict}))
    show(call(*{iterable}, a={any}))
    show(call({any}, {any}, d={any}, **{any}))
    show(few({any}, *{iterable}))
    show(few(*{iterable}, **{dict}))
    show(few(x={any}, **{dict}))
    Box().x += {any}
    Box()[{key}] += {any}
    b = Box(); b[{key}], b.y = {any}, {any}
    b = Box(); del b[{key}], b.z
'''

EXTRA = '''
operator:
    +
    -
    *
    /
    //
    %
    @
    &
    |
    ^
    <
    <=
    ==
    !=
    >
    in
    not in
    is
    and

assignment:
    +=
    -=
    *=
    |=
    &=
    ^=
    %=
    //=
    <<=
    @=

two:
    add
    mul
    concat
    contains
    countOf
    indexOf
    getitem
    iadd
    iconcat
    eq
    lt
    sub
    is_

unknown:
    nothing
    append
    add
    __len__()
    upper()
    append({any}, {any})
    index()
    pop(1, 2)
    count({any}, {any})
    insert({any})
    sort({any})
    keys()
    find(key={any})
    split(1)
    join()
    extend()
    update({any}, {any})
    __getitem__({key_value})
    __contains__({any})
    __eq__({any})
    __add__({any})
    __mul__({any})
    __iter__({any})
    __class__.__name__
    __reversed__
    x = {any}

key_value:
    0
    {any}
    {slice_object}

unknown_text:
    'append'
    'nothing'
    'real'
    '__len__'
    {text}
'''


def read(text):
    """The ways of each kind."""
    ways = {}
    for line in text.strip().splitlines():
        if not line.startswith(' '):
            kind = line.rstrip(':').strip()
            if kind:
                ways[kind] = []
        elif line.strip():
            ways[kind].append(line.strip())
    return ways
