# tests/lang/syntax/statements_mix.py -- small programs mixing many statements
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    else:
        return steps
print([collatz(i) for i in range(1, 12)])
def primes(limit):
    sieve = [True] * (limit + 1)
    sieve[:2] = [False, False]
    for i in range(2, int(limit ** 0.5) + 1):
        if sieve[i]: sieve[i * i::i] = [False] * len(range(i * i, limit + 1, i))
    return [i for i, p in enumerate(sieve) if p]
print(primes(50))
def queens(n, row=0, cols=()):
    if row == n: yield cols; return
    for c in range(n):
        if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)):
            yield from queens(n, row + 1, cols + (c,))
print(len(list(queens(6))), next(queens(8)))
def permutations(xs):
    if not xs: return [[]]
    return [[x] + p for i, x in enumerate(xs) for p in permutations(xs[:i] + xs[i + 1:])]
print(permutations([1, 2, 3]))
def word_count(text):
    counts = {}
    for w in text.lower().split():
        w = w.strip('.,;')
        counts[w] = counts.get(w, 0) + 1
    return sorted(counts.items(), key=lambda p: (-p[1], p[0]))
print(word_count('The cat. The dog; the bird, a cat'))
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    def __matmul__(self, o):
        def dot(r, c): return sum(a * b for a, b in zip(r, c))
        return Matrix([[dot(r, c) for c in zip(*o.rows)] for r in self.rows])
    def __eq__(self, o): return self.rows == o.rows
    def __repr__(self): return f'Matrix({self.rows})'
    def __pow__(self, n):
        size = range(len(self.rows))
        if n == 0: return Matrix([[int(i == j) for j in size] for i in size])
        half = self ** (n // 2)
        return half @ half @ self if n % 2 else half @ half
print(Matrix([[1, 1], [1, 0]]) ** 30, Matrix([[1, 2]]) @ Matrix([[3], [4]]) == Matrix([[11]]))
class Stack:
    def __init__(self): self._items = []
    def push(self, *items): self._items += items; return self
    def pop(self):
        try: return self._items.pop()
        except IndexError: raise LookupError('empty stack') from None
    def __len__(self): return len(self._items)
    def __bool__(self): return True
def rpn(text):
    import operator
    ops = {'+': operator.add, '-': operator.sub, '*': operator.mul, '/': operator.truediv}
    s = Stack()
    for token in text.split():
        match token:
            case '+' | '-' | '*' | '/' as op:
                b, a = s.pop(), s.pop()
                s.push(ops[op](a, b))
            case _ if token.lstrip('-').isdigit(): s.push(int(token))
            case _: raise ValueError(f'bad token {token!r}')
    return s.pop()
for e in ('1 2 + 3 *', '5 1 2 + 4 * + 3 -', '1 +', 'x', '6 4 /'):
    try: print(e, '=', rpn(e))
    except (LookupError, ValueError) as err: print(e, '->', type(err).__name__, err)
def tokenize(s):
    i = 0
    while i < len(s):
        if s[i].isspace(): i += 1
        elif s[i].isdigit():
            j = i
            while j < len(s) and s[j].isdigit(): j += 1
            yield 'num', int(s[i:j]); i = j
        else: yield 'op', s[i]; i += 1
def parse(s):
    toks = [*tokenize(s), ('end', None)]
    pos = 0
    def expr(p=0):
        nonlocal pos
        kind, v = toks[pos]; pos += 1
        if kind == 'num': left = v
        elif v == '(': left = expr(); pos += 1
        elif v == '-': left = -expr(9)
        prec = {'+': 1, '-': 1, '*': 2, '/': 2}
        while (op := toks[pos][1]) in prec and prec[op] > p:
            pos += 1
            right = expr(prec[op])
            left = {'+': left + right, '-': left - right, '*': left * right,
                    '/': left // (right or 1)}[op]
        return left
    return expr()
print(parse('1 + 2 * 3'), parse('(1 + 2) * 3'), parse('-4 + 10 / 3'), parse('2*(3+4)*5-1'))
def life(cells):
    around = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: around[x + dx, y + dy] = around.get((x + dx, y + dy), 0) + 1
    return {c for c, n in around.items() if n == 3 or n == 2 and c in cells}
g = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4): g = life(g)
print(sorted(g))
def roman(n):
    out = ''
    for v, s in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                    'M CM D CD C XC L XL X IX V IV I'.split()):
        q, n = divmod(n, v)
        out += s * q
    return out
print([roman(n) for n in (1, 4, 9, 1994, 2024)],
      ''.join(chr((ord(c) - 97 + 13) % 26 + 97) if c.isalpha() else c for c in 'hello world'))
