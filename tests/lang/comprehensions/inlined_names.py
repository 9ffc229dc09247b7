# tests/lang/comprehensions/inlined_names.py -- variables of comprehensions: unbound ones, and in locals()
def f():
    l = [None]
    return [1 for (l[0], l) in [[1, 2]]]
try: f()
except UnboundLocalError as e: print(e)
def f():
    return [(lambda: x) and x for y in [1] for x[0], x in [(1,2)]]
try: f()
except UnboundLocalError as e: print(e)
try: [1 for (q[0], q) in [[1, 2]]]
except UnboundLocalError as e: print(e)
y=5
print([sorted(k for k in locals() if len(k)==1) for x in [1]])
print([locals()["x"] for x in [1,2]])
[exec("y=x") for x in [1]]
print(y)
def g():
    return [[locals() for b in [2]] for a in [3]]
print(g())
