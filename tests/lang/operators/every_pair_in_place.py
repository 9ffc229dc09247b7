# tests/lang/operators/every_pair_in_place.py -- each augmented operator on pairs of builtin types
import operator as op
makers = [lambda: 1, lambda: 2.5, lambda: None, lambda: 'ab', lambda: bytearray(b'x'),
          lambda: (1,), lambda: [1],
          lambda: {1: 2}, lambda: {1}, lambda: frozenset({1})]
def name(v):
    return type(v).__name__
for sign in ('+=', '-=', '*=', '/=', '//=', '%=', '**=', '@=', '<<=', '>>=', '&=', '|=', '^='):
    for left in makers:
        for right in makers:
            a, b = left(), right()
            if isinstance(a, (str, bytes, bytearray)) and sign == '%=':
                continue
            scope = {'a': a, 'b': b}
            try:
                exec(f'a {sign} b', scope)
                print(name(a), sign, name(b), '=', repr(scope['a']), 'same' if scope['a'] is a and
                      isinstance(a, (list, dict, set, bytearray)) else '')
            except (TypeError, ValueError) as error:
                print(name(a), sign, name(b), '!', f'{type(error).__name__}: {error}')
