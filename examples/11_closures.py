# examples/11_closures.py -- a function that remembers the variables of the place where it was made

def make_counter():
    count = 0
    def tick():
        nonlocal count            # without this line, count += 1 would make a local of its own
        count += 1
        return count
    return tick

a, b = make_counter(), make_counter()
print(a(), a(), a(), b())

# What is remembered is the variable, not the value: it sits in a cell that both functions share.
print(a.__code__.co_freevars, a.__closure__[0].cell_contents, b.__closure__[0].cell_contents)

# Whether a name is local is decided for the whole function before it runs.
def check():
    print(limit)
    limit = 10                    # this line makes limit local everywhere in check

limit = 99
try: check()
except UnboundLocalError as error: print('UnboundLocalError:', error)

# A decorator is a closure with a purpose: a function that takes one and gives another back.
def remember(function):
    known = {}
    def wrapper(*args):
        if args not in known:
            known[args] = function(*args)
        return known[args]
    return wrapper

@remember
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

print(fibonacci(80))
