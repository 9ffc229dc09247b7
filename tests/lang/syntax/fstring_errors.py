# tests/lang/syntax/fstring_errors.py -- which of several errors in and around f-strings is told
# SPDX-License-Identifier: MIT
CASES = [
    "f'{3!'", "f'{3!s'", "f'{3!g'", "f'{3!g:'", "f'{3!s:'", "f'{3!}'", "f'{3!:'", "f'{a b}'",
    "f'{'", "f'{3'", "f'{3:'", "f'{3:{'", "f'{3:{a'", r"f'{\'a\'}'", r"f'{\t3}'", r"f'{\}'",
    r"rf'{\}'", "\\", r"f'{\'", r"f'''{\'''", "f'{:'", "f'{:2'", "f'{=}'", "f'{!'", "f'{:[}'",
    "f'{[}'", "f'{:2}", "f'{a:b'", 'f"{1 1:' + ('{f"1:' * 199), 'f"{1:' + ('{f"1:' * 199),
    "f'{a!s b}'", "f'{a!s=}'", "f'{a=!}'", "f'{a!x y}'",
    "[i := 0, j := 1 for i, j in [(1, 2), (3, 4)]]", "[i, j := 1 for i in x]", "[x,y for x in z]",
    "[x,y=1 for x in z]", "[i:=1, j for x in z]", "{i := 0, j := 1 for i, j in [(1, 2), (3, 4)]}",
    "(i := 0, j := 1 for i, j in [(1, 2), (3, 4)])", "[*a, b for x in z]",
    "[a, b, *c for x in z]", "[i := 0, j := 1, k for i in z]", "{**a for x in z}",
    "f(a:=1, b for x in y)", "f(a, b for x in y)", "f'{:2}", "f'{:2", "f'{a b}", "f'{a b",
    "f'x {,}", "f'{,} x", "f'{:2}\n", "f'''{:2}", "f'{a b} {", "f'{a b} $", "f'{a b:$} {$}'",
    "f'{a b} {$}'", "f'{a b} {1_}'", "f'{a b} {0777}'", "f'{a b} {(]}'", "f'{a b} }'",
    "f'{a b}' $", "f'{a b}' 'x", "f'{a b}' 0777", "f'{:} {$}'", "f'{:2} }'", "f'{:2} ' $",
    "f'{,} ' $", "f'{,} {$}'", "f'{,} }'", "f'{,} }' $", "(a b) f'{", "(a b) f'x", "a b f'x",
    "a b f'{$}'", "a b f'{x}' $", "(a b f'{x}') $", "(a b) f'{x} $", "(a b) f'{1:{1:{1:{1}}}}'",
    "f'{a $}'", "f'{a b $}'", "f'{a b c $}'", "f'{a b", "f'{a b 'x", "f'{(a b) ]}'", "f'{a b ]}'",
    "f'{1:{a b}} {$}'", "f'{(x for x in y, 1) $}'", "f'{a!x} {$}'", "f'{a! x} {$}'",
    "f'{*a} {$}'", "f'{lambda x:1} {$}'", "f'{a =b} {$}'", "f'{a b}' f'x", "f'{a b}'\nf'x",
    "f'{a b:'\nf'x", "'a' f'{a b", 'f"{1 1:' + ('{f"1:' * 3), 'f"{1 1:' + ('{f"1:' * 3)+'$',
    "a b f'{0777}'", "a b f'}'", "(a b) f'{0777}'", "(a b) f'}'", "(a b) f'{(]}'", "a b f'{(]}'",
    "(a b) 0777", "f() = 1; f'{0777}'", "f() = 1; 0777", "f() = 1; f'}'",
    "f(a for b in c, d); f'}'", "f(a for b in c, d); 0777", "if x:\npass\nf'}'",
    "if x:\npass\n0777", "f(**a, *b); f'}'", "f(a=1, b); f'}'", "f(a=1, b); 0777",
    "def f(a=1, b): f'}'", "def f(a=1, b): 0777", "a = 1 = f'}'", "a = 1 = 0777", "a b f'{0777",
    "(a b) f'''{0777", "(a b) f'''{'x", "(a b) f'''{x} ", "a b f'''{x} ", "a b f'''{x ",
    "(a b) f'''{x", "(a b) f'{x", "a b f'{x", "a b 'x {'", "(a b)\nf'{\n0777}", "(a b)\nf'''\n}",
    "(a\\", "f'{\\",
]

for case in CASES:
    for mode in ("exec", "eval"):
        try:
            compile(case, "case", mode)
            print(repr(case)[:60], mode, "is right")
        except SyntaxError as error:
            print(repr(case)[:60], mode, error.msg, error.lineno, error.offset, error.end_lineno,
                  error.end_offset)

print(f"""{1+2 = # a note with } and "
}""", f"""{1+2# one
 +len("x")= # two
}""", f"", f"plain")
