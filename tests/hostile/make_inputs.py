# tests/hostile/make_inputs.py -- writes scripts that no parser should trust: make_inputs.py FOLDER
"""Every file written must end in an exception with a place and exit status 1, or, when its name
starts with "runs_", must run to its end with status 0. Never a signal, never a hang."""
import os
import random
import sys

DEEP = 10_000
LONG = 100_000
HUGE = 50_000_000


def inputs():
    """Yield (name, bytes) of every hostile script."""
    yield from raw_bytes()
    yield from unclosed()
    yield from nested()
    yield from chains()
    yield from large()
    yield from at_run_time()


def raw_bytes():
    for seed in range(20):
        dice = random.Random(seed)
        yield f'random_bytes_{seed}', bytes(dice.randrange(256) for _ in range(50 * (seed + 1)))
        printable = bytes(range(32, 127)) + b'\n\n\n    '
        yield f'random_text_{seed}', bytes(dice.choice(printable) for _ in range(2000)) + b'\n$'
        yield f'random_tokens_{seed}', ' '.join(random_tokens(dice, 300)).encode() + b'\n?'
    yield 'nul', b'\0'
    yield 'nul_inside', b'x = 1\ny = "a\0b"\n'
    yield 'nul_in_comment', b'# a \0 b\nx = 1\n'
    yield 'nul_only', b'\0' * 5000
    yield 'bad_utf8', b'x = "\xff\xfe"\n'
    yield 'bad_utf8_comment', b'# \xe9t\xe9\nx = 1\n'
    yield 'bad_utf8_cut', b'x = "\xe2\x98'
    yield 'bad_utf8_overlong', b'x = "\xc0\xaf"\n'
    yield 'bad_utf8_surrogate', b'x = "\xed\xa0\x80"\n'
    yield 'bad_utf8_name', b'caf\xe9 = 1\n'
    yield 'utf16', 'x = 1\n'.encode('utf-16')
    yield 'bad_cookie', b'# coding: no-such-encoding\nx = 1\n'
    yield 'cookie_against_mark', b'\xef\xbb\xbf# coding: latin-1\nx = 1\n'
    yield 'second_byte_order_mark', b'\xef\xbb\xbf\xef\xbb\xbfx = 1\n'
    yield 'elf_header', b'\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0'
    yield 'control_characters', bytes(range(1, 32)) + b'\n'
    yield 'no_break_space', 'x =\u00a01\n'.encode()
    yield 'bidi_marks', 'x = 1 \u202e + 2\n'.encode()


def random_tokens(dice, count):
    words = ('def class if else elif for while try except finally with match '
             'case lambda return yield '
             'import from as in is not and or ( ) [ ] { } : , . ; = == := -> @ * ** + - / // % < > '
             'x y _ 1 2.5 "s" f"{x}" None True async await del '
             'global nonlocal assert raise pass').split()
    for _ in range(count):
        yield dice.choice(words)
        if dice.random() < 0.1:
            yield '\n' + ' ' * dice.choice((0, 0, 4, 8))


def unclosed():
    starts = {'paren': '(', 'bracket': '[', 'brace': '{', 'call': 'f(', 'string': '"abc',
              'single': "'abc",
              'triple': '"""abc\n', 'triple_single': "'''abc\n", 'fstring': 'f"{x',
              'fstring_text': 'f"abc',
              'fstring_spec': 'f"{x:', 'fstring_triple': 'f"""{x', 'bytes': 'b"abc',
              'raw': 'r"abc\\',
              'backslash': 'x = 1 + \\', 'backslash_newline': 'x = \\\n',
              'def_header': 'def f(a, b',
              'def_body': 'def f():', 'class_body': 'class C:', 'decorator': '@decorator',
              'if_body': 'if x:\n',
              'try_body': 'try:\n    x\n', 'match_body': 'match x:\n',
              'case_body': 'match x:\n    case [1, *',
              'lambda': 'f = lambda x', 'dict': '{1: ', 'slice': 'x[1:',
              'import': 'from x import (a,',
              'with': 'with (a as b, ', 'nested': '([{(["', 'comment_inside': '(1, # comment',
              'walrus': '(x :=',
              'global': 'global', 'else': 'x if y else', 'operator': 'x +', 'not': 'x not',
              'dot': 'x.',
              'string_nul_end': '"abc\\', 'number': 'x = 0x', 'exponent': 'x = 1e+',
              'type': 'type X[T'}
    for name, text in starts.items():
        yield f'unclosed_{name}', text.encode()
        yield f'unclosed_{name}_line', text.encode() + b'\n'


def nested():
    pairs = {'parens': '()', 'brackets': '[]', 'braces': '{}'}
    for name, (opening, closing) in pairs.items():
        yield f'nested_{name}', (opening * DEEP + closing * DEEP).encode()
        yield f'nested_{name}_open', (opening * DEEP).encode()
        yield f'nested_{name}_close', (closing * DEEP).encode()
    yield 'nested_mixed', ('([{' * DEEP).encode()
    yield 'nested_calls', ('f(' * DEEP + ')' * DEEP).encode()
    yield 'nested_lambdas', ('lambda: ' * LONG + '1 1').encode()
    yield 'nested_indents', ''.join(' ' * i + 'if x:\n' for i in range(500)).encode()
    yield 'nested_one_line', ('if 1:\n' + ' if 1:' * DEEP).encode()
    yield 'nested_functions', ''.join(' ' * i + f'def f{i}():\n' for i in range(200)).encode()
    yield 'nested_classes', ''.join(' ' * i + f'class C{i}:\n' for i in range(200)).encode()
    yield 'nested_fstrings', ('f"{' * 300 + 'x' + '}"' * 300).encode()
    yield 'nested_format_specs', ('f"' + '{x:' * 300 + '}' * 300 + '"').encode()
    yield 'nested_patterns', ('match x:\n case ' + '[' * DEEP + ']' * DEEP + ': pass\n').encode()
    yield 'nested_comprehensions', ('[' * 150 + 'x' + ' for x in y]' * 151).encode()
    loops = ''.join(' ' * i + 'for x in y:\n' for i in range(99))
    yield 'nested_loops', loops.encode() + b' ' * 99 + b'x y'
    yield 'nested_subscripts', ('x[' * DEEP + '0' + ']' * DEEP).encode()
    yield 'nested_conditionals', ('1 if x else ' * LONG + '(').encode()


def chains():
    """Deep trees without brackets: they may run out of depth, but only politely."""
    for name, sign in (('minus', '-'), ('invert', '~'), ('not', 'not '), ('plus', '+'),
                       ('spaced', '- ')):
        yield f'chain_unary_{name}', f'{sign * LONG}undefined\n'.encode()
    for name, link in (('attributes', '.x'), ('calls', '()'), ('items', '[0]'), ('sums', ' + x'),
                       ('powers', '**x'),
                       ('comparisons', ' < x'), ('ands', ' and x'), ('commas', ', x'),
                       ('strings', ' "s"'), ('ors', ' or x')):
        yield f'chain_{name}', f'undefined{link * LONG}\n'.encode()
    yield 'chain_equals', ('x = ' * LONG + 'undefined\n').encode()
    yield 'chain_elif', ('if undefined: pass\n' + 'elif x: pass\n' * DEEP).encode()
    yield 'chain_decorators', ('@undefined\n' * LONG + 'def f(): pass\n').encode()
    yield 'chain_or_patterns', b'match undefined:\n case 1' + b'|1' * LONG + b': pass\n'
    yield 'chain_stars', ('x = ' + '*' * LONG + 'y\n').encode()
    yield 'chain_semicolons', ('pass;' * LONG + '?').encode()
    yield 'chain_backslashes', ('\\\n' * LONG + '?').encode()
    yield 'chain_dots_import', ('from ' + '.' * LONG + ' import x\n').encode()


def large():
    yield 'large_line_spaces', b' ' * HUGE + b'?'
    yield 'large_line_name', b'x' * HUGE + b' y\n'
    yield 'large_line_string', b'"' + b'a' * HUGE
    yield 'large_line_digits', b'1' * 1_000_000 + b'\n'
    yield 'large_line_comment', b'#' * HUGE + b'\n?'
    yield 'large_line_sum', b'1+' * (HUGE // 100) + b'?'
    yield 'large_line_list', b'[' + b'0,' * (HUGE // 100)
    yield 'large_line_nuls', b'x' * 1_000_000 + b'\0' * 1_000_000
    yield 'large_newlines', b'\n' * HUGE + b'?'
    yield 'large_crlf', b'\r\n' * 1_000_000 + b'?'
    yield 'large_carriage_returns', b'\r' * 1_000_000 + b'?'
    yield 'large_form_feeds', b'\f' * 1_000_000 + b'?'
    yield 'large_tabs', b'if 1:\n' + b'\t' * 1_000_000 + b'x = ?'
    yield 'large_triple_string', b"'''" + b'line\n' * (HUGE // 50)
    yield 'large_functions', b''.join(b'def f%d(): return %d\n' % (i,
            i) for i in range(20_000)) + b'?'
    parameters = b','.join(b'a%d' % i for i in range(20_000))
    yield 'large_parameters', b'def f(' + parameters + b', a0): pass\n'
    yield 'large_arguments', b'undefined(' + b','.join(b'%d' % i for i in range(20_000)) + b')\n'
    yield 'large_exponent', b'x = 1e' + b'9' * 1_000_000 + b'y\n'
    yield 'large_escapes', b'"' + b'\\x4' * 100_000 + b'"\n'


def at_run_time():
    """Programs that parse and then ask for too much, and some that only look as if they did."""
    bodies = {
        'memory_list': '[0] * 10**18', 'memory_text': '"x" * 10**18',
              'memory_bytes': 'bytes(10**18)',
        'memory_bytearray': 'bytearray(10**18)', 'memory_tuple': '(None,) * 10**18',
              'memory_range': 'list(range(10**18))',
        'memory_format': 'f"{1:{10**18}}"', 'memory_percent': '"%*d" % (10**18, 1)',
              'memory_center': '"x".center(10**18)',
        'memory_shift': '1 << 10**18', 'memory_power': '10 ** 10**18',
              'memory_join': '("x" * 10**9) * 10**9',
        'memory_replace': '("a" * 10**6).replace("a", "b" * 10**15)',
              'memory_array': 'import array; array.array("d", [0]) * 10**18',
        'memory_double': 'x = [0]\nwhile True: x += x',
              'memory_text_double': 'x = "a"\nwhile True: x += x',
        'digits': 'int("1" * 100_000)', 'digits_out': 'str(1 << 1_000_000)',
        'recursion': 'def f(): f()\nf()',
              'recursion_repr': 'class C:\n def __repr__(s): return repr(s)\nrepr(C())',
        'recursion_getattr': 'class C:\n def __getattr__(s, n): return getattr(s, n)\nC().x',
        'recursion_eq': 'a, b = [], []\na.append(b); b.append(a)\na == b',
        'recursion_sort': 'sorted([1, 2], key=(f := lambda x: f(x)))',
              'recursion_init': 'class C:\n def __init__(s): C()\nC()',
        'recursion_map': 'x = []\nfor _ in range(100_000): x = map(str, x)\nlist(x)\n1 / 0',
        'recursion_format': 'class C:\n def __format__(s, f): return format(s, f)\nf"{C()}"',
        'recursion_exec': 'def f(): exec("f()")\nf()',
              'recursion_iter': 'class C:\n def __iter__(s): return iter(s)\nlist(C())',
        'recursion_isinstance': 't = int\nfor _ in range(100_000): t = (t,)\nisinstance("", t)',
        'recursion_hash': 't = ()\nfor _ in range(100_000): t = (t,)\nhash(t)\nraise ValueError',
        'recursion_hash_slice': 'x = None\nfor _ in range(100_000): x = slice(x)\n'
                                'hash(x)\nraise ValueError',
        'recursion_hash_alias': 'x = int\nfor _ in range(100_000): x = list[x]\n'
                                'hash(x)\nraise ValueError',
        'recursion_alias': 'x = int\nfor _ in range(100_000): x = list[x]\nx[int]',
        'recursion_chain': 'import itertools\nx = iter([1])\n'
                           'for _ in range(100_000): x = itertools.chain(x)\nlist(x)\n1 / 0',
        'recursion_zip': 'x = iter([1])\nfor _ in range(100_000): x = zip(x)\nlist(x)\n1 / 0',
        'recursion_generators': 'x = iter([1])\nfor _ in range(100_000): x = (y for y in x)\n'
                                'list(x)',
        'memory_repeat': 'import itertools\nlist(itertools.repeat(1))',
        'memory_append': 'x = []\nwhile True: x.append([])',
        'memory_while_iterating': 'x = [1]\nfor y in x: x.append(y)',
        'memory_encode': '("a" * 10**9).encode("utf-32")',
        'limit_in_handlers': 'import sys\nsys.setrecursionlimit(10**5)\ndef f():\n try: 1 / 0\n'
                             ' except ZeroDivisionError: f()\nf()',
        'recursion_cause': 'e = KeyError()\nfor _ in range(10_000):\n'
                           ' n = KeyError(); n.__cause__ = e; e = n\nraise e',
        'eval_deep': 'eval("(" * 10_000)', 'eval_unary': 'eval("-" * 100_000 + "undefined")',
              'eval_nul': 'eval("1\\0")',
        'compile_bytes': 'compile(bytes(range(256)), "f", "exec")',
              'surrogate_print': 'print("\\ud800")',
        'limit': 'import sys\nsys.setrecursionlimit(10**6)\ndef f(): f()\nf()',
        'runs_deep_list': 'x = []\nfor _ in range(100_000): x = [x]\ny = x\ndel x, y',
        'runs_deep_objects': 'class N: pass\nx = None\nfor _ in range(100_000):\n'
                             ' n = N(); n.x = x; x = n\ndel n, x',
        'runs_deep_generators': 'x = iter(())\nfor _ in range(100_000): x = (y for y in x)\ndel x',
        'runs_deep_closures': 'f = None\nfor _ in range(100_000): f = lambda f=f: f\ndel f',
        'runs_many_globals': 'for i in range(100_000): globals()[f"v{i}"] = i\n'
                             'assert v99999 == 99999',
        'runs_many_cycles': 'for _ in range(300_000):\n x = []; x.append(x)',
    }
    for name, text in bodies.items():
        yield name if name.startswith('runs_') else f'run_time_{name}', text.encode() + b'\n'


def main(folder):
    os.makedirs(folder, exist_ok=True)
    count = 0
    for count, (name, text) in enumerate(inputs(), 1):
        with open(os.path.join(folder, name + '.py'), 'wb') as file:
            file.write(text)
    print(count, 'files in', folder)


if __name__ == '__main__':
    main(*sys.argv[1:])
