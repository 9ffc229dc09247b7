# tests/errors/in_comprehension.py -- a comprehension is inlined: one frame
def parse(text):
    return int(text)


values = [parse(t) for t in '12x4']
