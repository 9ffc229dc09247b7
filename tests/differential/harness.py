# tests/differential/harness.py -- run by both interpreters: executes a file of programs, one after the other
"""harness.py FILE FIRST: each program's output follows a line that holds its number."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import prelude

SEPARATOR = '\x1e'

with open(sys.argv[1], encoding='utf-8', errors='surrogatepass') as file:
    programs = file.read().split(SEPARATOR + '\n')
for number in range(int(sys.argv[2]), len(programs)):
    print(f'{SEPARATOR}{number}', flush=True)
    names = {name: value for name, value in vars(prelude).items() if name[0] != '_'}
    names['__name__'] = 'program'
    try:
        exec(compile(programs[number], 'program', 'exec'), names)
    except BaseException as error:
        print('ended by', type(error).__name__, prelude.shorten(str(error)))
print(SEPARATOR + 'end', flush=True)
