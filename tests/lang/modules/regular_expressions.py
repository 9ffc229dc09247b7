# tests/lang/modules/regular_expressions.py -- re: matching, groups, substitution, splitting, flags
import re
print(re.match(r'(\w+) (\w+)', 'hello world').groups(), re.match('b', 'abc'),
      re.search('b', 'abc').span(), re.fullmatch(r'\d+', '12'), re.fullmatch(r'\d+', '12a'),
      re.findall(r'\d+', 'a1b22'), re.findall(r'(\w)(\d)', 'a1b2'), re.split(r'[,;]\s*', 'a, b;c'),
      re.split(r'(,)', 'a,b'), re.split(',', 'a,b,c', maxsplit=1), re.sub('a', 'X', 'banana'),
      re.sub('a', 'X', 'banana', count=1), re.subn('a', '', 'banana'))
m = re.search(r'(?P<year>\d{4})-(?P<month>\d\d)(-(\d\d))?', 'on 2024-05 there')
print(m.group(), m.group(0, 1), m.group('year'), m['month'], m.groups(), m.groups('none'),
      m.groupdict(), m.start(), m.end(1), m.span('month'), m.lastindex, m.lastgroup, m.pos,
      m.endpos, m.string, m.re.pattern, bool(m), m)
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'a b'), re.sub(r'(?P<x>.)', r'<\g<x>>', 'ab'),
      re.sub('.', lambda m: m[0] * 2, 'abc'), re.sub('x*', '-', 'abxd'), re.sub(r'\b', '|', 'a b'),
      re.sub('a', r'\n\\', 'a'), re.sub('', '-', 'ab'), m.expand(r'\1/\g<month>'))
p = re.compile(r'a(b)?c', re.I | re.X)
print(p.findall('ac ABC'), p.groups, p.groupindex, p.flags, p.pattern,
      [x.span() for x in p.finditer('ac abc')], p.match('xac', 1).start(), p.search('ac', 0, 1),
      p == re.compile(r'a(b)?c', re.I | re.X), p)
print(re.findall('^a', 'a\na', re.M), re.findall('a.b', 'a\nb', re.S), re.findall('(?i)A', 'aA'),
      re.findall(r'\w+', 'é ñ1_'), re.findall(r'\w+', 'é a', re.A), re.findall(r'(?:ab)+', 'abab'),
      re.findall('a|b', 'cab'), re.findall('a{2,3}', 'aaaaa'), re.findall('a+?', 'aa'),
      re.findall(r'(?<=a)b', 'ab cb'), re.findall(r'a(?!b)', 'abac'),
      re.findall(r'(.)\1', 'aabcc'), re.findall(r'[^a-c]', 'abcd'),
      re.findall(r'\bfoo\b', 'foo food'), re.findall(r'[\]\-]', ']-'), re.findall('(?s:.)', '\n'),
      re.findall(r'\Aa|a\Z', 'aba'), re.findall('(?>a+)b', 'aab'), re.findall('a++', 'aa'),
      re.findall('(a)(?(1)b|c)', 'ab'))
print(re.escape('a.b*c d-é'), re.findall(b'\\d', b'a1'), re.sub(b'a', b'b', b'aa'),
      re.split('', 'ab'), re.findall('', 'ab'), [x.group() for x in re.finditer('b|', 'abc')],
      re.search('☕+', 'a☕☕b').span(), re.match('', '').span())
for f in (lambda: re.compile('('), lambda: re.compile(')'), lambda: re.compile('[a'),
          lambda: re.compile('*a'), lambda: re.compile('a**'), lambda: re.compile(r'\1'),
          lambda: re.compile('(?P<1a>x)'), lambda: re.compile('(?P<a>x)(?P<a>y)'),
          lambda: re.compile('a{2,1}'), lambda: re.compile('(?z)'), lambda: re.compile(r'\q'),
          lambda: re.match('a', b'a'), lambda: re.match(b'a', 'a'), lambda: re.match('a', 5),
          lambda: re.compile(5), lambda: m.group(9), lambda: m.group('zz'),
          lambda: re.sub('a', r'\9', 'a'), lambda: re.compile('(?<=a*)b'),
          lambda: re.compile('[z-a]'), lambda: re.compile('x(?i)')):
    try: print(f())
    except (re.error, TypeError, IndexError) as e: print(type(e).__name__, e)
text = 'name = "value" # comment\nother = 12.5'
tok = re.compile(r'\s*(?:(?P<name>[a-z]\w*)|(?P<num>\d+\.\d+)|(?P<str>"[^"]*")|'
                 r'(?P<op>=)|(?P<com>\#.*))')
print([(x.lastgroup, x.group(x.lastgroup)) for x in tok.finditer(text)])
print(re.I, re.I | re.M, re.compile('a').flags, re.NOFLAG)
