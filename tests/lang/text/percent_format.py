# tests/lang/text/percent_format.py -- % formatting: every conversion, flag, width, mapping
vals = [0, 5, -5, 10 ** 20, True, 3.7, -3.7]
for v in vals:
    print(v, *('[' + s % v + ']' for s in ('%d', '%i', '%u', '%5d', '%-5d', '%05d', '%+d', '% d',
                                           '%.3d', '%8.3d', '%-8.3d|', '%+05d', '%s', '%r', '%a',
                                           '%e', '%.2f', '%g', '%G', '%10.2e', '%#.0f', '%08.2f',
                                           '%+.1f', '% .1f', '%F', '%E')))
for v in (0, 255, -255, 10 ** 20):
    print(v, *('[' + s % v + ']' for s in ('%x', '%X', '%o', '%#x', '%#X', '%#o', '%08x', '%#08x',
                                           '%-8x', '%+x', '% x', '%.5x', '%#.5x', '%12.5X')))
for v in ('', 'abc', 'é☕', None, [1], {'a': 1}, b'x', 1.0, 1e100, ...):
    print(*('[' + s % (v,) + ']' for s in ('%s', '%r', '%a', '%5s', '%-5s', '%.2s', '%6.1s',
                                           '%05s', '%.0r')))
print('%c%c%c' % ('a', 98, '☕'), '%5c|%-5c|' % ('x', 'y'), '%%', '%%' % (), '100%% %d' % 5,
      '%s %s' % (1, 2), '%s' % [1, 2], '%s' % ((1, 2),), '%(a)s %(b)d %(a)r' % {'a': 'x', 'b': 2},
      '%(a b)s' % {'a b': 1}, '%()s' % {'': 'empty'}, '%((x))s' % {'(x)': 'paren'})
print('%*d|%-*d|%.*f|%*.*f|' % (5, 1, 5, 2, 2, 3.14159, 8, 3, 2.71828),
      '%ld %hd %Lf' % (1, 2, 3.0), '%s' % 'a%sb', '%s %%s' % 1, 'no' % (), '' % {}, 'x' % {'a': 1},
      'x' % [], '%-+5d|' % 3, '%+-5d|' % 3, '%0-5d|' % 3, '% +d' % 3)
for f, a in (('%d', 'x'), ('%d', None), ('%d', 1.5j), ('%x', 1.5), ('%o', 'a'), ('%f', 'x'),
             ('%e', None), ('%c', 'ab'), ('%c', -1), ('%c', 0x110000), ('%c', 1.5), ('%s %s', 1),
             ('%s', ()), ('%s', (1, 2)), ('', 1), ('x', (1,)), ('%', 1), ('%z', 1), ('%(a)s', 1),
             ('%(a)s', {}), ('%(a', {}), ('%(a)s %s', {'a': 1}), ('%*d', (1,)),
             ('%*d', ('a', 1)), ('%.*f', (1,)), ('%5', 1), ('%.', 1), ('%s %', 1), ('%é', 1),
             ('%99999999999999999999d', 1), ('%.99999999999d', 1), ('%d', float('inf')),
             ('%d', float('nan')), ('%(a)d', {'a': 'x'}), ('%(a)*d', {'a': 1}), ('%y', ()),
             ('%d %d', (1,)), ('%b', 1), ('%s%d', ('a', 'b')), ('%i', [])):
    try: print(repr(f), repr(a), '->', repr(f % a))
    except Exception as e: print(repr(f), repr(a), '!!', type(e).__name__, e)
class I:
    def __index__(self): return 7
    def __float__(self): return 7.5
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
print('%x %s %r %f' % (I(), I(), I(), I()), '%s' % I())
class M:
    def __getitem__(self, k): return f'got {k}'
print('%(any)s' % M())
print(b'%d %s %b %a %c %x %r %5.1f|%-4d|%%' % (1, b's', b'b', 'é', 65, 255, 'x', 2.25, 7),
      b'%(k)s' % {b'k': b'v'}, bytearray(b'%s') % b'x', b'%c' % b'z', b'%05d' % -3)
for f, a in ((b'%s', 'x'), (b'%b', 1), (b'%c', 256), (b'%c', b'ab'), (b'%d', 'x'), (b'%s', (1, 2)),
             (b'%z', 1), (b'', 1)):
    try: print(f % a)
    except Exception as e: print(f, a, type(e).__name__, e)
