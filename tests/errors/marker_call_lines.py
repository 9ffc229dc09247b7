# tests/errors/marker_call_lines.py -- a call over several lines
def check(name, *values, **options):
    raise ValueError(f'bad {name}')


check(
    'first',
    1, 2,
    3,
    key='value',
)
