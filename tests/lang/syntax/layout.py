# tests/lang/syntax/layout.py -- comments, blank lines, continuation, semicolons, one-line blocks
# a comment first

x = 1; y = 2; z = 3;
if x: y = 5; z = 6
print(x, y, z)
if x:
  # comment, less indented code follows
   # and another

  a = 1

  # end
  b = 2
# at column 0 inside
  c = 3
print(a, b, c)
if True:
	tab = 'one tab'
	if tab:
		print(tab)
if True:
        eight = 'eight spaces'
        print(eight)
def f(): return 1
def g(a,
      b=2,  # comment
      *c): return (a +
                   b)
class C: pass
class D: x = 1; y = 2
for i in range(2): print(i, end=' '); print('same line')
while False: pass
else: print('else on a line')
try: print('try')
except Exception: pass
finally: print('finally')
with open(__file__) as fh: first = fh.readline(); print(len(first) > 10)
total = 1 + \
    2 + \
  3
text = 'a' \
    'b'
long_call = max(
    1,

    2,  # comment inside

    3
)
lst = [
    1, 2,
    3,
]
if (x and
    y): print('condition over lines')
assert total == 6, \
    'message'
print(total, text, long_call, lst, f(), g(1), D.y)
if x: pass
elif y: pass
else: pass
lambda: 0
"""a string statement"""
...
def doc():
    'doc string'
    'not doc'
def doc2(): 'one line doc'
class Doc:
    """class doc
    second line
      third"""
print(doc.__doc__, doc2.__doc__, repr(Doc.__doc__), f.__doc__)
if 1:
    if 1:
        if 1: print('deep')
    print('back one')
print('back all'); x = [1,
2]; print(x)
exec('if 1:\n  x = 1\n  if 1:\n     y = 2\nprint("mixed widths")')
exec('x = 1\r\nif x:\r\n    print("crlf")\r\n')
exec('x = 1\rprint("cr")\r')
exec('if 1:\n    print("no newline at end")')
exec('if 1:\n    pass\n    # comment at end')
exec('\n\n\n   \n\t\n# c\nprint("blank lines first")')
exec('print("form feed")\n\x0cprint("after")')
exec('def f():\n\n\n    return 5\n\n\n\nprint(f())')
exec('x = (\n1\n# comment\n+ 2\n)\nprint(x)')
exec('class A:\n  def f(self):\n   return 1\n'
     '  def g(self):\n       return 2\nprint(A().f(), A().g())')
print(1,
2)
_ = 1_000; __ = 2; print(_ + __)
x = (  # start
    # nothing yet
    1
    )  # end
print(x) # no newline after this
