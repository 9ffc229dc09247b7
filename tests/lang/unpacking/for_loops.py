# tests/lang/unpacking/for_loops.py -- targets in for, else, break, continue
for i in range(5):
    if i == 1: continue
    if i == 3: break
    print(i)
else:
    print('never')
for i in []:
    pass
else:
    print('else, i is still', i)
for x in (1, 2):
    for y in 'ab':
        if y == 'b': break
        print(x, y)
    else:
        print('no')
    continue
else:
    print('done')
n = 5
while n:
    n -= 1
    if n == 3: continue
    if n == 1: break
    print(n)
else:
    print('never')
while n:
    n -= 1
else:
    print('else', n)
l = [1, 2, 3]
for x in l:
    if x < 3: l.append(x + 10)
    print(x, end=' ')
print(l)
for x in l:
    l.remove(x)
print(l)
d = {1: 1}
try:
    for k in d: d[k + 1] = 1
except RuntimeError as error:
    print(error)
s = {1}
try:
    for k in s: s.add(k + 100)
except RuntimeError as error:
    print(error)
for i in range(3):
    i = 10
    print(i, end=' ')
print(i)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
for v in It(): print(v, end=' ')
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError('end')
        return i * i
for v in Seq(): print(v, end=' ')
print(list(Seq()), 4 in Seq(), 5 in Seq())
for bad in (5, None, object, 1.5):
    try:
        for v in bad: pass
    except TypeError as error:
        print(error)
