# tests/differential/fuzz.py -- random programs on both interpreters: what differs is shrunk and shown
"""fuzz.py TUPLET ROUNDS [FIRST]   programs of the seeds FIRST .. FIRST+ROUNDS-1; run by CPython 3.13
   fuzz.py TUPLET FILE ...         shrinks what is in these files instead"""
import os
import re
import sys
import time

import generate
from interpreters import Interpreter, differing
from shrink import shrink

BATCH = 250
MOST = 40                     # kinds of difference that are shrunk before it stops
VALUES = re.compile(r"""[0-9]+|'[^']*'|"[^"]*"|\([^()]*\)|\[[^][]*\]""")


def main(tuplet, *rest):
    ours, theirs = Interpreter(os.path.abspath(tuplet)), Interpreter(sys.executable)
    if not rest[0].isdigit():
        return shrink_files(rest, theirs, ours)
    rounds, first = int(rest[0]), int(rest[1]) if rest[1:] else 0
    started, found, kinds = time.time(), 0, {}
    for start in range(first, first + rounds, BATCH):
        seeds = range(start, min(start + BATCH, first + rounds))
        programs = [generate.program(seed) for seed in seeds]
        for number, wanted, got in differing(theirs, ours, programs):
            found += 1
            kind = kind_of(wanted, got)
            if kind in kinds:
                print(f'--- seed {seeds[number]}, like seed {kinds[kind]}', flush=True)
                continue
            kinds[kind] = seeds[number]
            print(f'--- seed {seeds[number]}', flush=True)
            show(shrink(programs[number], theirs, ours), theirs, ours)
        if len(kinds) >= MOST:
            break
    print(f'{seeds[-1] + 1 - first} programs, {found} differ, {time.time() - started:.0f} seconds')
    return found > 0


def kind_of(wanted, got):
    """The same for differences that look alike."""
    lines = difference(wanted.splitlines(), got.splitlines())
    return VALUES.sub('', '\n'.join(line for line in lines[::2]))


def shrink_files(paths, theirs, ours):
    for path in paths:
        with open(path, encoding='utf-8') as file:
            show(shrink(file.read(), theirs, ours), theirs, ours)


def show(program, theirs, ours):
    print(program, end='')
    wanted, got = theirs.outputs([program])[0], ours.outputs([program])[0]
    for line in difference(wanted.splitlines(), got.splitlines()):
        print(line, flush=True)


def difference(wanted, got):
    """The first lines that are not the same."""
    same = 0
    while same < min(len(wanted), len(got)) and wanted[same] == got[same]:
        same += 1
    return ([f'  wanted: {line}' for line in wanted[same:same + 2]] +
            [f'  got:    {line}' for line in got[same:same + 2]])


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
