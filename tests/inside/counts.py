# tests/inside/counts.py -- over all examples: named holders add up to each object's count, and
# every instruction stands in one node of the tree
import _inside
import glob
import io
import sys

MOST = 150


def boxes(namespace):
    seen, todo = {}, [value for name, value in namespace.items() if name != '__builtins__']
    while todo and len(seen) < MOST:
        x = todo.pop()
        if id(x) in seen or type(x).__name__ == 'module' or getattr(x, '__module__', '__main__') != '__main__':
            continue
        seen[id(x)] = x
        todo.extend(value for kind, name, value in _inside.edges(x) if kind != 'class'
                    and name not in ('globals', 'builtins'))
    return list(seen.values())


def check_counts(path, namespace):
    found = boxes(namespace)
    for x in found:
        count, holders = _inside.holders(x, None)
        if count is not None and count != len(holders):
            print(path, type(x).__name__, count, [name for how, name in holders])


def check_spans(path, data):
    tree = data['tree']
    for code in data['codes']:
        for each in code['instructions']:
            if each['span'] is None:
                continue
            assert each['node'] >= 0, (path, each)
            kind, parent, *span = tree[each['node']]
            assert span[:2] <= each['span'][:2] and each['span'][2:] <= span[2:], (path, each, tree[each['node']])


for path in sorted(glob.glob('../examples/[01]*.py')):
    with open(path) as file:
        source = file.read()
    namespace = {'__name__': '__main__', '__file__': path}
    output, sys.stdout = sys.stdout, io.StringIO()
    try:
        exec(compile(source, path, 'exec'), namespace)
        data, error = _inside.record(source, 100000)
        written = sys.stdout.getvalue()
    finally:
        sys.stdout = output
    assert error is None, (path, error)
    check_spans(path, data)
    check_counts(path, namespace)
    print(path[12:14], len(data['steps']) > 50)
