# tests/errors/whole_line.py -- no marks when the whole line is the culprit
def fail():
    raise RuntimeError('whole line')


fail()
