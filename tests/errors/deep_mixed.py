# tests/errors/deep_mixed.py -- generator, comprehension, lambda, method and builtin in one trace
class Walker:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        for item in self.items:
            yield self.visit(item)

    def visit(self, item):
        return max(map(lambda part: len(part), item))


print(list(Walker([['a', 'bb'], ['c']])))
print([w for w in Walker([['a'], [1]])])
