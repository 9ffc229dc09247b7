# tests/lang/match/errors.py -- what the grammar and the compiler refuse in patterns
bad = ['case [a, a]: pass', 'case {"a": x, "b": x}: pass', 'case P(x, y=x): pass',
       'case a | b: pass', 'case a | 1: pass', 'case 1 | a | 2: pass', 'case [a] | [b]: pass',
       'case [a, b] | [b, a]: pass', 'case _ | 1: pass',
       'case x:\n    pass\n  case 1: pass', 'case _:\n    pass\n  case 1: pass',
       'case [*a, *b]: pass', 'case *a: pass', 'case (*a): pass', 'case {**a, "x": 1}: pass',
       'case {**a, **b}: pass', 'case {**_}: pass', 'case {*a}: pass', 'case {a: 1}: pass',
       'case {"a": 1, "a": 2}: pass',
       'case {1: x, 1: y}: pass', 'case P(x=1, 2): pass', 'case P(x=1, x=2): pass',
       'case 1 + 1: pass', 'case 1 + x: pass', 'case 1j + 1: pass', 'case -x: pass',
       'case +1: pass', 'case not 1: pass', 'case f(): pass', 'case a.b(): pass',
       'case a[0]: pass', 'case f"x": pass',
       'case a as _: pass', 'case a as b.c: pass', 'case a as 1: pass', 'case (a as b) as c: pass',
       'case 1 as a as b: pass', 'case a, b as c: pass', 'case x if: pass', 'case: pass',
       'case 1, : pass', 'case 1 pass', 'case -1 - 2: pass', 'case 1 < 2: pass',
       'case a := 1: pass', 'case lambda: 1: pass',
       'case P(*a): pass', 'case P(**a): pass', 'case P(_, _): pass', 'case P(x=_, y=_): pass',
       'case [_, _, *_]: pass', 'case a.b: pass', 'case a.b | c.d: pass', 'case {a.b: c}: pass',
       'case -1 | -1.5 | -2j: pass', 'case 1+2j | -1-2j: pass', 'case True | None: pass',
       'case (): pass', 'case ((a)): pass', 'case "a" b"b": pass', 'case {"x": x, **y,}: pass',
       'case P(1,): pass', 'case P(a=1,): pass', 'case [] | (): pass', 'case {}: pass',
       'case {-1: a}: pass', 'case {1+1j: a}: pass', 'case {f"": a}: pass', 'case print: pass']
for b in bad:
    try:
        compile(f'match v:\n  {b}', 's', 'exec')
        print(b, '| ok')
    except SyntaxError as e:
        print(b, '|', e.msg, (e.lineno, e.offset, e.end_offset))
for src in ('match x:\n  pass', 'match x:\n', 'match x:\ncase 1: pass', 'match:\n  case 1: pass',
            'match x\n  case 1: pass', 'match x: case 1: pass', 'case 1: pass',
            'match x:\n  case 1\n    pass', 'match x:\n  case 1:\n  pass',
            'match x:\n  case 1: pass\n  x = 1', 'match x y:\n  case 1: pass',
            'match x, y:\n  case 1: pass', 'match *x, y:\n  case 1: pass',
            'match (x):\n  case 1: pass', 'match x := 1:\n  case 1: pass',
            'match yield:\n  case 1: pass'):
    try:
        compile(src, 's', 'exec')
        print(repr(src), '| ok')
    except SyntaxError as e:
        print(repr(src), '|', type(e).__name__, e.msg, (e.lineno, e.offset))
