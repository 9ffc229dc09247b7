# tests/lib/regex.py -- guards lib/re and runtime/modules/regex*.c
import copy
import re
import warnings


def show(call, *args, **keywords):
    try:
        result = call(*args, **keywords)
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    print(ascii(result))


# flags and reprs
print(re.I, re.I | re.M, ~re.I, re.NOFLAG, re.RegexFlag(512), f'{re.S}', '%d' % re.X,
      list(re.I | re.S))
print(re.compile('a(b)', re.I | re.M), re.compile(b'x', re.A), re.compile('x' * 300, 1 << 10))
print(re.match('a(?P<n>b)?', 'ab'), type(re.finditer('', '')), re.Pattern[str])

# groups
m = re.match(r'((a)|(?P<name>b))+(c)?', 'abd')
print(m.groups(), m.groups('-'), m.groupdict(), m.regs, m.lastindex, m.lastgroup, m[1], m['name'])
print(m.span(), m.start('name'), m.end(4), m.pos, m.endpos, m.string,
      m.expand(r'\2<\g<name>>\g<0>'))
for key in 'no', 9, -1, None, 10 ** 30:
    show(m.group, key)
print(copy.copy(m) is m, m.re == re.compile(m.re.pattern), m.re.groupindex, m.re.groups)

# searching, with positions and empty matches
p = re.compile(r'\b|x*')
for text in '', 'ax', 'xx a':
    print(p.findall(text), p.split(text), p.sub('-', text), p.subn('-', text, count=1))
p = re.compile('^b?$')
print(p.match('ab', 1), p.search('abc', 1, 2), p.fullmatch('xbx', 1, 2), p.search('b\n'))
print(re.findall('(?m)^.*$', 'a\nb\n'), re.findall(r'\A|\Z|$', 'a\n'), re.findall(r'\B', ''))
print([m.span() for m in re.finditer('a|', 'baab')], re.split('(,)|;', 'a,b;c', maxsplit=1))
s = re.compile('a').scanner('aab')
print(s.match(), s.match(), s.match(), s.search())

# characters of all widths, kinds and case
texts = 'Az_09 \n', 'é²µ\x1c\xa0ß', 'İıſK٣Σςσ\u2003', '\U0001f600日a\U00010400\U00010428'
for pattern in (r'\w', r'\W', r'\d', r'\D', r'\s', r'\S', r'[^\W\d]', r'[\W_]', r'(?a)\w',
                '(?i)i', '(?i)[i-k]', '(?i)s|ß', '(?ia)k', '(?i)Σ+', '(?i)\U00010428',
                '(?i:K)k?', '[^é]',
                r'(?u:(?a:\w)\b)', r'[\s\d]', '日', '(?i)µ'):
    print(ascii(pattern), ascii([re.findall(pattern, text) for text in texts]))
print(re.findall(rb'(?i)\w+', b'Ab\xe9 c_'), re.sub(b'(.)', rb'\1\1', bytearray(b'ab')))

# syntax
for pattern in (r'(?x) a b # c', r'(?P<a>x)(?P=a)(?(a)y|z)', r'a{,2}b{2}c{1,}d{', r'(?>a+)b',
                r'a++b',
                r'(a|ab)*+c', r'(?<=ab)c(?<!bc)', r'\x41\u0042\103\0', r'[]a-]', r'[a\]b]',
                r'(?#x)a',
                r'(?i:A)b(?-i:c)', r'x{0}(y){0}z', r'(?:){3}', r'(?<=(?=a)?a)b',
                r'\W?(?>(?:a)*)\n'):
    c = re.compile(pattern)
    print(pattern, [(m := c.search(t)) and m.regs
                    for t in ('xxy', 'aabbccd{', 'aab', 'abc', 'ABC\0', ']', 'aBc', 'z', '\n')])
for pattern in ('(', ')', 'a**', '*a', '(?P<a', '(?P<1>x)', '(?P<a>x)(?P<a>y)', '(?P=b)',
                '(?P>', '[a', '[b-a]',
                r'[\w-z]',
                '\\', r'\q', r'[\q]', r'\x1', r'\400', r'(a\1)', r'\1', '(?z)', '(?i', '(?i-', '(?-a:x)',
                'a(?i)', '(?(1)a', '(?(2)a)', '(?(0)a)', '(?(x)a)', '(?(1)a|b|c)', '(?<=a*)',
                '(?<a)', '(?#',
                'a{2,1}', 'a{99999999999}', '(?i-i:a)', '(?ua)', '(?L)', '(?', '(?P', '^*',
                'a\n(b', r'(?<=(a)\1)'):
    show(re.compile, pattern)
for pattern in b'(?u)', b'\\u1234', b'(?P<\xe9>a)', b'[\xe9':
    show(re.compile, pattern)
show(re.compile, 'a', re.L)
show(re.compile, 'a', re.A | re.U)
show(re.compile, re.compile('a'), re.I)
for template in (r'\1', r'\g<1>', r'\g<x>', r'\g', r'\g<', r'\g<>', r'\g<1', r'\q', r'\400',
                 r'\0\07\n\\\.', r'\g<0>!'):
    show(re.sub, 'a', template, 'ba')

# wrong arguments
for args in (('a', 1), ('a', b'a'), (b'a', 'a'), (1, 'a')):
    show(re.match, *args)
show(re.sub, 'a', lambda m: 1, 'ba')
show(re.sub, 'a', lambda m: None, 'ba')
show(re.sub, b'a', 'b', b'a')
show(re.sub, 'a', 'b', 'aaa', count=2)
show(re.sub, 'a', 1, 'a')
error = None
try:
    re.compile('x\n[')
except re.PatternError as e:
    print(e.msg, e.pattern, e.pos, e.lineno, e.colno)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    for pattern in '[[a]', 'a[b&&c]', '[a||b]', '[+--]':
        re.compile(pattern)
    re.split('a', 'bab', 1)
print([str(w.message) for w in seen])
print(re.escape('a.b-c d\n'), re.escape(b'(x)'), re.escape('é'))
print(re.Scanner([('[0-9]+', lambda s, t: int(t)), ('[a-z]+', lambda s, t: t), (' ',
                                                                                None)]).scan('a 12 b!'))

# deep and long
print(re.match('(?:a|b)*c', 'ab' * 50000), re.match('(a|bc)*', 'abc' * 50000).end(),
      len(re.findall('(?s)x.', 'x\n' * 1000)))
print(re.match('.{70000}', 'x' * 70001).end(), re.match('(?:ab){,70000}?$', 'ab' * 66000).end())
print(re.search('|'.join(f'w{i}' for i in range(20000)), ' w19999'), re.match('(a+)+$',
                                                                              'a' * 22 + 'b'))
show(re.compile, '(' * 100000)
