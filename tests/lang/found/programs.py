# tests/lang/found/programs.py -- what random programs once found: each one on both interpreters, once more
"""The programs are in differential/found/*.txt, between lines of three dashes."""
import glob
import os
import warnings

warnings.simplefilter('ignore')
folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'differential')
prelude = {'__name__': '__main__'}
with open(os.path.join(folder, 'prelude.py')) as file:
    exec(compile(file.read(), 'prelude', 'exec'), prelude)
for path in sorted(glob.glob(os.path.join(folder, 'found', '*.txt'))):
    print('===', os.path.basename(path))
    with open(path) as file:
        programs = file.read().split('---\n')
    for program in programs:
        print('---')
        print(program, end='')
        try:
            exec(compile(program, 'program', 'exec'), dict(prelude))
        except Exception as error:
            prelude['report'](error)
