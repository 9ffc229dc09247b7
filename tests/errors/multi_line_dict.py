# tests/errors/multi_line_dict.py -- a display over several lines
def part(n):
    return 1 // n


data = {
    'a': part(1),
    'b': [part(2),
          part(0)],
}
