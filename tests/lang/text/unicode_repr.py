# tests/lang/text/unicode_repr.py -- repr and ascii of unusual characters, surrogates, normal forms
for c in range(0, 0x100):
    print(repr(chr(c)), end=' ')
print()
for c in (0x100, 0x300, 0x37e, 0x378, 0x600, 0x6dd, 0xe01, 0x180e, 0x1680, 0x2000, 0x200b, 0x200e,
          0x2028, 0x202a, 0x205f, 0x2060, 0x20ac, 0x2603, 0x3000, 0x3042, 0xac00, 0xd7ff, 0xd800,
          0xdfff, 0xe000, 0xf8ff, 0xfdd0, 0xfeff, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x1d11e,
          0x1f600, 0x2a6d6, 0xe0001, 0xf0000, 0x10ffff):
    s = chr(c)
    print(hex(c), repr(s), ascii(s), s.isprintable(), len(s), ord(s) == c)
print(ascii('aé☕😀\n\''), '%a' % 'é', f'{"é"!a}', '{!a}'.format('☕'))
print(repr("it's"), repr('say "x"'), repr('both \' and "'), repr('\\'), repr('\\n\n'))
é = 1
ñandú = 2
变量 = 3
_ª = 4
print(é, ñandú, 变量, _ª, 'é' in globals())
ﬁ = 'ligature'
print(fi, 'fi' in globals())
𝐱 = 'math bold'
print(x)
class Ünïcode:
    ñ = 5
print(Ünïcode.ñ, Ünïcode.__name__, getattr(Ünïcode, 'ñ'))
def f(*, größe=1): return größe
print(f(größe=2))
for bad in ('x = “a”', 'a = 1\u00a0', 'x\u200b = 1', '€ = 1', 'x = 1 – 2', '1 = é', 'a\u037eb',
            'x = 5\u3000+ 1', '½ = 1', 'x²=1', '\ufeffx = 1', 'x = ‘a’', 'é = ', 'a = 😀'):
    try: compile(bad, 's', 'exec'); print(ascii(bad), 'ok')
    except SyntaxError as e: print(ascii(bad), ascii(e.msg), e.offset)
print('\ud83d\ude00' == '😀', len('\ud83d\ude00'), '\N{GREEK SMALL LETTER ALPHA}',
      '\N{latin small letter a}')
