# tests/dumps/matching.py -- every kind of pattern
def name(x):
    match x:
        case 0 | 1:
            return 'bit'
        case [first, *rest] if rest:
            return first
        case {'key': value, **others}:
            return value, others
        case str(text) | bytes(text):
            return text
        case complex(real=r, imag=0.0):
            return r
        case None:
            return 'nothing'
        case _:
            return '?'
