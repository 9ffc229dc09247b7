# tests/lang/syntax/error_places.py -- SyntaxErrors in longer texts: line, column, end
sources = [
    'x = 1\ny = (2,\nz = 3\n', 'def f():\n    x = [1,\n         2\n    return x\n',
           'def f():\npass\n', 'if x:\n    a\n  b\n', 'if x:\n    a\n      b\n', '  x\n',
           'if x:\n\tif y:\n        z\n', 'class C:\n', 'class C:\n\n\n', 'for x in y:\nz\n',
    'while 1:\n# only a comment\n', 'try:\n    x\nexcept:\ny\n', 'try:\n    x\nfinally:\ny\n',
           'with x:\ny\n', 'if x:\n    pass\nelif y:\nz\n', 'if x:\n    pass\nelse:\nz\n',
           'match x:\n    case 1:\n    y\n', 'match x:\ncase 1: pass\n',
           'def f(a,\n      b=1,\n      c): pass\n', 'f(a,\n  b=1,\n  c)\n',
    'x = """abc\ndef\n', "x = 'abc\\\ndef\n", 'x = f"""{\n1 +\n}"""\n', 'x = f"{a\n}" f"{b!x}"\n',
           '# comment\n\n\nx = = 1\n', 'é = 1; ü = = 2\n', '日本 = (1,\n 2]\n', 'x = 1 +\\\n\n2\n',
           '@a\n@b\nx = 1\n', 'x = {\n  "a": 1\n  "b": 2\n}\n', 'x = [\n  1,\n  2\n  3\n]\n',
    'foo(a, b for b in range(5), c)\n', 'a = 1\n\tb = 2\n',
           'def f():\n\treturn 1\n        return 2\n', 'x = 5\nreturn 5\n',
           'def f():\n    yield\n    global x\n    x = 1\n    nonlocal y\n',
           'class A:\n    def f(self):\n        return\n    yield 1\n', 'if True:\n    break\n',
           'def f(a,\n      a): pass\n', 'import os\nfrom __future__ import division\n',
    'x = (yield)\n', 'lambda: (yield)\nreturn\n', 'del x,\\\n f()\n', '(a,\n b()) = 1\n',
           'a = b = \\\n f() = 3\n', 'print "a"\nprint("b")\n', 'x = 1\n\x0cy = = 2\n',
           'x = 1\r\ny = = 2\r\n', '\ufeffx = = 1\n', 'a' * 50 + ' ' + 'b' * 50 + '\n',
           'if x:\n    y = """\n  text\n"""\n   z\n',
           'try:\n    pass\nexcept A:\n    pass\nexcept:\n    pass\nexcept B:\n    pass\n',
]
for source in sources:
    try:
        compile(source, 'places', 'exec')
        print(repr(source), 'compiles')
    except SyntaxError as e:
        print(repr(source), '|', type(e).__name__, e.msg)
        print('   ', (e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset), repr(e.text))
for source in ('x = 1', 'x +', 'for x in y: pass', '1; 2', 'x\ny', '', '  1', '1\n', 'yield', '*a',
               'a, b', 'x := 1', '(x := 1)', 'lambda: 1', 'not', 'f(x'):
    try:
        compile(source, 'expr', 'eval')
        print(repr(source), 'compiles')
    except SyntaxError as e:
        print(repr(source), '|', type(e).__name__, e.msg,
              (e.lineno, e.offset, e.end_lineno, e.end_offset), repr(e.text))
