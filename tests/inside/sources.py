# tests/inside/sources.py -- sources taken apart, runs stepped through, patterns explained
import inside

SOURCE = '''def total(numbers, start=0):
    for n in numbers:
        start += n
    return start
print(total([1, 2]))
'''


def show(view):
    text = str(view)
    assert max(map(len, text.splitlines())) <= 80, text
    view.as_json()
    print(text)
    print()


show(inside.tokens(SOURCE))
show(inside.tree('x = [1, *y]\n'))
show(inside.scopes(SOURCE))
show(inside.code(SOURCE))
run = inside.steps(SOURCE)
for step in run:
    assert max(map(len, str(step).splitlines())) <= 80
    if step.line in (2, 3):
        print(step)
# Forward and backward: the same states.


def picture(state):
    return repr((sorted(state.frames.items()), sorted(state.objects.items()), state.output))


forward = []
for i in range(len(run) + 1):
    state = run.state(i)
    forward.append(picture(state))
for i in reversed(range(len(run) + 1)):
    state = run.state(i)
    assert picture(state) == forward[i], i
print(repr(run.state(len(run)).output), run.error)
print(inside.steps('1 / 0').error)
run = inside.steps('x = [1]\nx.append(2)\n')
run.as_json()
print(run.data['steps'][:6], run.data['contents'][3:7], run.data['frames'])
# The latest steps only, and it says so.
few = inside.steps('for i in range(100): i * 2', 10)
print(few)
for i in range(len(few) + 1):
    few.state(i)
few.state(0)


def sort_of(value):
    match value:
        case [1, x]:
            return 1
        case {'k': v}:
            return 2
        case (1, [a, int(b)]) if b > 5:
            return 3
        case str():
            return 4
        case None:
            return 5
        case _:
            return 6


show(inside.explain_match(sort_of, (1, 2)))
show(inside.explain_match(sort_of, [2, 3]))
show(inside.explain_match(sort_of, {'other': 1}))
show(inside.explain_match(sort_of, None))
GUARDED = '''match subject:
    case (2, [a, int(b)]) if b > 5: pass
    case (2, [a, str(b)]): pass
    case [*items] if len(items) > 2: pass
'''
show(inside.explain_match(GUARDED, (2, [1, 3])))
show(inside.explain_match(GUARDED, (2, [1, 6])))
for bad in (lambda: inside.tokens(5), lambda: inside.tree('x ='), lambda: inside.explain_match('x = 1', 2),
            lambda: inside.code(5), lambda: inside.steps('x', 0)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
