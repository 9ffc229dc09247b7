# tests/differential/harness.py -- run by both interpreters: executes a file of programs, one after the other
"""harness.py FILE FIRST: each program's output follows a line that holds its number."""
import os
import sys

prelude = {'__name__': '__main__'}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'prelude.py')) as file:
    exec(compile(file.read(), 'prelude', 'exec'), prelude)

SEPARATOR = '\x1e'

with open(sys.argv[1], encoding='utf-8', errors='surrogatepass') as file:
    programs = file.read().split(SEPARATOR + '\n')
for number in range(int(sys.argv[2]), len(programs)):
    print(f'{SEPARATOR}{number}', flush=True)
    names = dict(prelude)
    try:
        exec(compile(programs[number], 'program', 'exec'), names)
    except BaseException as error:
        print('ended by', type(error).__name__, prelude['shorten'](str(error)))
print(SEPARATOR + 'end', flush=True)
