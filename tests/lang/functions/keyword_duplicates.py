# a keyword given twice: by two mappings, or by one that names it twice
class Twice:
    def __init__(self, *pairs):
        self.pairs = pairs

    def keys(self):
        return [key for key, _ in self.pairs]

    def __getitem__(self, wanted):
        for key, value in self.pairs:
            if key == wanted:
                return value


def f(*args, **kwargs):
    return kwargs


def tried(text):
    try:
        print(eval(text))
    except Exception as error:
        print(type(error).__name__ + ':', error)


for text in ("f(**Twice(('x', 1), ('x', 2)))", "f(a=3, **Twice(('x', 1), ('x', 2)))",
             "f(**Twice(('a', 3)), **Twice(('x', 1), ('x', 2)))", "f(**Twice(('a', 3)), b=1)",
             "f(**{1: 3}, **{1: 5})", "f(**{1: 3})", "f(a=1, **{'a': 2})", "f(**Twice((1, 2)))",
             "f(**Twice((1, 2), (1, 3)))", "f(**{'a': 1}, **{'a': 2})",
             "f(**Twice((''.join('ke'), 1)), **Twice((''.join(['k', 'e']), 2)))",
             "{**Twice(('x', 1), ('x', 2))}", "dict(**Twice(('x', 1), ('x', 2)))"):
    tried(text)
many = ', '.join(f'a{i}' for i in range(256))
for text in (many + ', *rest = range(257)', '*rest, ' + many + ' = range(257)'):
    try:
        exec(text)
        print(a255, rest)
    except SyntaxError as error:
        print(error)
