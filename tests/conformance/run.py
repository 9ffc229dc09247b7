# tests/conformance/run.py -- CPython 3.13's own test files, unmodified, against what CPython passes
# SPDX-License-Identifier: MIT
"""tuplet tests/conformance/run.py PREFIX [names]       the table
PREFIX/bin/python3.13 tests/conformance/run.py --record PREFIX [names]
                                                   makes expected.txt and excluded.txt anew

Every file runs in a process of its own, which writes one line per test to build/conformance/."""
import os
import sys
import time

NAMES = """test_patma test_unpack test_unpack_ex test_extcall test_augassign test_named_expressions
test_scope test_with test_class test_fstring test_bool test_compare test_generators
test_listcomps test_dictcomps test_setcomps test_list test_tuple test_range test_slice
test_sort test_bisect test_heapq test_enumerate test_itertools test_operator test_array
test_memoryview test_bytes test_deque test_userlist test_struct test_mmap test_copy
test_pickle test_pickletools test_copyreg test_weakref test_weakset test_gc test_set test_dict
test_dictviews test_userdict test_str test_userstring test_format""".split()
SECONDS = 120
HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.path.join(os.path.dirname(os.path.dirname(HERE)), 'build', 'conformance')
# What a file imports at its top for a few of its tests.
AT_TOP = {'test_class': '_testinternalcapi', 'test_bytes': '_testlimitedcapi',
          'test_gc': 'unittest.mock', 'test_mmap': 'socket'}
C_API = ['_testcapi', '_testinternalcapi', '_testlimitedcapi', '_testbuffer', '_testmultiphase']


# --- one file, in its own process ---

def leave_out(*arguments):
    import unittest
    raise unittest.SkipTest('needs the internals of CPython')


def choose_library(role, prefix, name):
    # The reference's library in place of the one built in; our own modules still come first.
    library = os.path.join(prefix, 'lib', 'python3.13')
    if role == '--itself':
        return
    if sys.implementation.name == 'cpython':
        sys.implementation.name = 'other'       # leaves out what is for CPython alone
        sys.modules.update(dict.fromkeys(C_API))
    else:
        sys.path[:] = [library]
    if name in AT_TOP:
        module = sys.modules[AT_TOP[name]] = type(sys)(AT_TOP[name])
        module.__getattr__ = lambda name: leave_out


def cause_of(error):
    if isinstance(error, str):
        return error
    kind, value, _ = error
    lines = str(value).strip().splitlines()
    if 'Failed example:' in lines:              # a doctest: what came instead
        start = lines.index('Failed example:')
        return 'doctest: ' + ' | '.join(line.strip() for line in lines[start + 1:start + 14])[:400]
    return (kind.__name__ + ': ' + ' | '.join(lines))[:400]


def make_result(unittest, out):
    class Outcomes(unittest.TestResult):
        def startTest(self, test):
            super().startTest(test)
            self.worst, self.cause = 'passed', ''
            out.write(f'started\t{test.id()}\t\n')
            out.flush()

        def note(self, outcome, cause):
            if self.worst in ('passed', 'skipped'):
                self.worst, self.cause = outcome, ' '.join(cause.split())

        def addError(self, test, error):
            if not hasattr(self, 'worst'):      # outside of any test: setUpClass and the like
                out.write(f'failed\t{test.id()}\t{" ".join(cause_of(error).split())}\n')
            else:
                self.note('failed', cause_of(error))

        def addFailure(self, test, error):
            self.note('failed', cause_of(error))

        def addSubTest(self, test, subtest, error):
            if error is not None:
                self.note('failed', cause_of(error))

        def addSkip(self, test, reason):
            self.note('skipped', reason)

        def addExpectedFailure(self, test, error):
            pass

        def addUnexpectedSuccess(self, test):
            self.note('failed', 'unexpected success')

        def stopTest(self, test):
            super().stopTest(test)
            out.write(f'{self.worst}\t{test.id()}\t{self.cause}\n')
            out.flush()
            del self.worst
    return Outcomes()


def run_one(role, prefix, name, path):
    choose_library(role, prefix, name)
    with open(path, 'w', encoding='utf-8', errors='backslashreplace') as out:
        import unittest
        suite = unittest.defaultTestLoader.loadTestsFromName('test.' + name)
        suite.run(make_result(unittest, out))
        out.write('finished\t\t\n')


# --- all files, from the parent ---

def start(role, prefix, name, log):
    child = os.fork()
    if child:
        return child
    try:
        sink = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        os.chdir(WORK)
        os.execv(sys.executable, [sys.executable, os.path.abspath(__file__), role, prefix, name])
    finally:
        os._exit(127)


def wait(child):
    """How the process ended: '' or what was wrong."""
    limit = time.time() + SECONDS
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        if time.time() > limit:
            os.kill(child, 9)
            os.waitpid(child, 0)
            return f'still running after {SECONDS} seconds'
        time.sleep(0.02)
    if os.WIFSIGNALED(status):
        return f'ended by signal {os.WTERMSIG(status)}'
    code = os.WEXITSTATUS(status)
    return f'exit status {code}' if code else ''


def read_rows(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8') as text:
        return [line.rstrip('\n').split('\t', 2) for line in text
                if line.strip() and not line.startswith('#')]


def outcomes_of(role, prefix, name):
    """{test id: (outcome, cause)} of one file, and how its process ended."""
    rows, log = os.path.join(WORK, name + '.txt'), os.path.join(WORK, name + '.log')
    if os.path.exists(rows):
        os.unlink(rows)
    ended = wait(start(role, prefix, name, log))
    found, finished = {}, False
    for outcome, test, cause in read_rows(rows):
        if outcome == 'finished':
            finished = True
        elif outcome == 'started':
            found[test] = 'failed', ended or 'the process ended here'
        else:
            found[test] = outcome, cause
    if not finished and not ended:
        ended = 'the process ended early'
    return found, ended


# --- what CPython passes ---

def needs(outcome, cause):
    """Why a test of CPython's own is left out."""
    for module in C_API:
        if module in cause.replace('.', ' ').replace('(', ' ').split():
            return 'needs ' + module
    return cause if outcome == 'skipped' else 'fails unless it is CPython: ' + cause


def record(prefix, names):
    """Each file twice: as CPython, and as an interpreter without CPython's internals."""
    rows = {'expected.txt': read_rows(os.path.join(HERE, 'expected.txt')),
            'excluded.txt': read_rows(os.path.join(HERE, 'excluded.txt'))}
    rows = {file: [row for row in old if row[0] not in names] for file, old in rows.items()}
    for name in names:
        itself, ended = outcomes_of('--itself', prefix, name)
        other, ended_too = outcomes_of('--one', prefix, name)
        passed = {test for test, (outcome, _) in other.items() if outcome == 'passed'}
        rows['expected.txt'] += [[name, test] for test in passed]
        rows['excluded.txt'] += [[name, test, needs(*other.get(test, ('', 'not run')))]
                                 for test, (outcome, _) in itself.items()
                                 if outcome == 'passed' and test not in passed]
        print(f'{name:28}{len(passed):6} of {len(itself)} {ended} {ended_too}', flush=True)
    heads = {'expected.txt': 'the tests that CPython 3.13 passes, '
                             'without those of its own internals',
             'excluded.txt': 'the tests that CPython 3.13 passes only as CPython, and why'}
    for file, found in rows.items():
        with open(os.path.join(HERE, file), 'w', encoding='utf-8') as out:
            out.write(f'# tests/conformance/{file} -- {heads[file]}\n')
            for row in sorted(found, key=lambda row: (NAMES.index(row[0]), row[1:])):
                out.write('\t'.join(row) + '\n')


# --- what this interpreter passes ---

def by_file(file):
    found = {}
    for name, *rest in read_rows(os.path.join(HERE, file)):
        found.setdefault(name, []).append(rest)
    return found


def last_line(name):
    with open(os.path.join(WORK, name + '.log'), encoding='utf-8', errors='replace') as log:
        return (log.read().strip().splitlines() or [''])[-1]


def print_table(title, causes):
    """{cause: [(test, remark)]}, the causes of most tests first."""
    if causes:
        print(f'\n{title}')
    for cause, tests in sorted(causes.items(), key=lambda item: (-len(item[1]), item[0])):
        print(f'\n  {cause}')
        for test, remark in sorted(tests):
            print(f'    {test.removeprefix("test.")}{remark and "  " + remark}')


def sort_out(name, wanted, found, ended, known, failing, mended):
    """How many of the wanted tests pass; the others by cause."""
    good = unrun = 0
    for test in wanted:
        outcome, cause = found.get(test, ('not run', ''))
        if outcome == 'passed':
            good += 1
            if test in known:
                mended.setdefault('take them off known.txt', []).append((test, ''))
        elif test in known:
            failing.setdefault(known[test], []).append((test, ''))
        elif outcome == 'not run':
            unrun += 1
        else:
            failing.setdefault('no reason known yet', []).append((test, f'{outcome}: {cause}'))
    if ended or unrun:
        why = [cause for test, (_, cause) in found.items() if test.startswith('unittest.loader.')]
        failing.setdefault('files not run to their end', []).append(
            (name, f'{unrun} tests missing: ' + ' '.join([*why, ended, last_line(name)])))
    return good


def compare(prefix, names):
    expected, excluded = by_file('expected.txt'), by_file('excluded.txt')
    known = dict(row[:2] for row in read_rows(os.path.join(HERE, 'known.txt')))
    total = reached = unfinished = 0
    failing, left_out, mended = {}, {}, {}
    print(f'{"":24}{"CPython":>8}{"passed":>8}{"failed":>8}{"share":>8}{"excluded":>10}{"seconds":>9}')
    for name in names:
        began = time.time()
        found, ended = outcomes_of('--one', prefix, name)
        wanted = [row[0] for row in expected.get(name, [])]
        good = sort_out(name, wanted, found, ended, known, failing, mended)
        apart = excluded.get(name, [])
        for test, cause in apart:
            left_out.setdefault(cause, []).append((test, ''))
        share = 100 * good / len(wanted) if wanted else 100
        print(f'{name:24}{len(wanted):8}{good:8}{len(wanted) - good:8}{share:7.1f}%{len(apart):10}'
              f'{time.time() - began:9.1f}{"  " + ended if ended else ""}', flush=True)
        total, reached, unfinished = total + len(wanted), reached + good, unfinished + bool(ended)
    print_table('Excluded: tests of CPython\'s own internals, by what they need', left_out)
    print_table('Failing, by cause', failing)
    print_table('Passing although known to fail', mended)
    share = 100 * reached / total if total else 0
    print(f'\n{reached} of the {total} tests that CPython passes: {share:.1f} %')
    return share >= 97 and not unfinished


def main():
    arguments = sys.argv[1:]
    if arguments[:1] in (['--one'], ['--itself']):
        run_one(*arguments, os.path.join(WORK, arguments[2] + '.txt'))
        return
    recording = arguments[:1] == ['--record']
    prefix, *names = arguments[recording:] or ['']
    names = [os.path.basename(name).removesuffix('.py') for name in names] or NAMES
    if not os.path.isfile(os.path.join(prefix, 'lib', 'python3.13', 'test', 'test_patma.py')):
        sys.exit('usage: run.py PREFIX [names]: PREFIX is where CPython 3.13 is installed, '
                 'its test package included (make conformance CPYTHON=PREFIX [FILES="test_list"])')
    if unknown := set(names) - set(NAMES):
        sys.exit('not among the files of run.py: ' + ' '.join(sorted(unknown)))
    os.makedirs(WORK, exist_ok=True)
    if recording:
        record(prefix, names)
    elif not compare(prefix, names):
        sys.exit(1)


if __name__ == '__main__':
    main()
