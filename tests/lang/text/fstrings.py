# tests/lang/text/fstrings.py -- f-strings: expressions, conversions, =, nesting, quotes
a, b, w, p = 5, 'text', 10, 3
d = {'k': 'v', 'n': 1}
class O:
    x = 1
    def m(self): return 'm'
    def __format__(self, s): return f'<{s}>'
    def __repr__(self): return 'O()'
o = O()
print(f'', f'plain', f'{a}', f'{a}{b}', f'{{', f'}}', f'{{{a}}}', f'{{{{}}}}', F'{a}', fr'\n{a}\d',
      rf'{b}\{a}', f"{a}'", f'{a}"', f'''{a}
line {b}''', f'\t{a}\x41\N{BULLET}')
print(f'{b!r} {b!s} {b!a} {"é"!a} {o} {o!r} {o:spec} {o!r:>5}|{o!s:^7}|{a!r:05}|')
print(f'{a=} {a = } {a =} {a= } {b=} {b=!s} {b=!r} {a=:>4} {a = :<4}|')
print(f'{o.x=} {d["k"]=} {a+1=} {o.m()=} {a if a else b=} {o=:x}')
print(f'{a:>{w}} {3.14159:.{p}f} {3.14159:{w}.{p}}')
print(f'{b:{"*"}^{w}} {b:*^{w}s} {a:{"0"}{w}d} {1234:{","}} {b:{w!r}} {b:{"<"}{w}}|')
print(f'{a + 1} {a * 2 - 1} {a if a > 3 else 0} {[i for i in range(3)]} {(lambda x: x * 2)(3)}')
print(f'{ {"a": 1}["a"] } {d["k"]} {o.m()} {a, b} {*[1, 2],}')
print(f'{(y := 7)} {y} {not a} {a > 3} {a != 5} {a == 5 and b}')
print(f'{'same quotes'} {"a" + 'b'} {f'{f'{f"{a}"}'}'} {d['k']}')
print(f'{'\n'.join(['x', 'y'])!r} {'}'} {'{'} {"\\"} {f"{'nested'}"}')
print(f'''{
    a  # comment
    + 1
}''', f'{
a}')
print('a' f'{a}' 'b' "c" f'{b}', f'{a}' '{a}', '{a}' f'{{a}}', f'{a:}' f'{a!s:}', f'{ a }',
      f'{a }|{ a:5}|{ a !r}')
print(f'{1:{2}}|{1:>{w}}|{1!r:{w}}|{"x":{w}}|{True:{w}}|{None}', f'{None!r:>{w}}')
print(f'{...}|{1e10}|{10**20:,}|{-1:+d}|{0.5:%}')
print(f'{v if (v := 3) else 0} {(lambda: 5)()} {{1, 1}} { {1} } {[1, 2][0]}',
      f'{"abc"[1:]} {"abc"[::-1]}')
def order():
    log = []
    def v(x):
        log.append(x)
        return x
    return f'{v(1):{v(2)}}{v(3)!r:>{v(4)}}', log
print(order())
class Bad:
    def __format__(self, s): return 5
for f in (lambda: f'{Bad()}', lambda: f'{a:zz}', lambda: f'{b:d}', lambda: f'{undefined}',
          lambda: f'{1/0}', lambda: f'{[]:x}', lambda: f'{a:{b}}', lambda: f'{1.5:d}',
          lambda: f'{b:.{"x"}}'):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for src in ("f'{'", "f'}'", "f'{}'", "f'{ }'", "f'{a b}'", "f'{a!}'", "f'{a!x}'", "f'{a!r x}'",
            "f'{a:{b:{c}}}'", "f'{a:{b:{c:{d}}}}'", "f'{lambda x: 1}'", "f'{a:{}}'", "f'{=}'",
            "f'{!r}'", "f'{:x}'", "f'{a'", "f'{a:'", "f'{a[}'", "f'{a)}'", "f'{(a}'", "f'{*a}'",
            "f'{**a}'", "f'{yield}'", "f'{a;b}'", "f'{a=b}'", "f'{a:=5}'",
            "f'{a!r:}'", "f'{#}'", "f'{\\\\}'", "f'{a! r}'", "f'{'a' 'b'}'", "f'{import x}'",
            "f'{None=}'", "f'{a:{b!r}}'", "f'{a$b}'", "f'{a.1}'", "f'{1a}'", "f'abc{",
            "f'{a}' = 1", "f'{a:\n}'"):
    try: print(src, '->', eval(src, {'a': 5, 'b': 3, 'c': 2, 'd': 1}))
    except SyntaxError as e: print(src, '!!', e.msg)
    except Exception as e: print(src, '!!', type(e).__name__, e)
