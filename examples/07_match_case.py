# examples/07_match_case.py -- match compares the shape of a value and names its parts in one step

def robot(command):
    match command:
        case ['beep', int(times), frequency]:
            return f'beep {times} times at {frequency}'
        case ['neck', ('left' | 'right') as side, *degrees] if len(degrees) <= 1:
            return f'look {side} {degrees or "a bit"}'
        case ['led', name, (r, g, b)]:
            return f'{name} becomes #{r:02x}{g:02x}{b:02x}'
        case {'do': str(action), **rest}:
            return f'{action} with {rest}'
        case str() | bytes():
            return 'text is one value here, not a sequence of letters'
        case []:
            return 'nothing to do'
        case [_, *_]:
            return f'{len(command)} items, none understood'
        case _:
            return 'no command at all'

for command in (['beep', 3, 440], ('neck', 'left'), ['neck', 'right', 45], ['neck', 'up'],
                ['led', 'eye', (255, 128, 0)], {'do': 'jump', 'height': 2}, 'beep', [], 7):
    print(f'{command!s:34} -> {robot(command)}')

# A class tells which attributes its positional patterns mean. A dotted name is a value to compare.
class Point:
    __match_args__ = ('x', 'y')
    ORIGIN = (0, 0)

    def __init__(self, x, y):
        self.x, self.y = x, y

for p in Point(0, 0), Point(0, 5), Point(3, 3), Point(1, 2), (0, 0):
    match p:
        case Point(x=0, y=0) | Point.ORIGIN: print('the origin')
        case Point(0, y): print('on the y axis at', y)
        case Point(x, y) if x == y: print('on the diagonal at', x)
        case Point(): print('somewhere')
