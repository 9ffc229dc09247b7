# tests/conformance/run.py -- CPython 3.13's own test files, unmodified, against what CPython passes
# SPDX-License-Identifier: MIT
"""tuplet tests/conformance/run.py PREFIX [names]       the table
PREFIX/bin/python3.13 tests/conformance/run.py --record PREFIX   makes expected.txt anew

Every file runs in a process of its own, which writes one line per test to build/conformance/."""
import os
import sys
import time

NAMES = """test_patma test_unpack test_augassign test_tuple test_list test_generators test_listcomps
test_named_expressions test_scope test_dictcomps test_setcomps test_with test_class test_fstring
test_bool test_compare test_slice test_range test_sort test_bisect test_str test_bytes test_format
test_userlist test_userstring test_heapq test_enumerate""".split()
SECONDS = 300
HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.path.join(os.path.dirname(os.path.dirname(HERE)), 'build', 'conformance')
C_API = ['_testcapi', '_testinternalcapi', '_testlimitedcapi', '_testbuffer', '_testmultiphase']
# What a file imports at its top, for a few of its tests.
AT_TOP = {'test_class': '_testinternalcapi', 'test_bytes': '_testlimitedcapi'}


# --- one file, in its own process ---

def leave_out(*arguments):
    import unittest
    raise unittest.SkipTest('needs the internals of CPython')


def choose_library(prefix, name):
    # The reference's library in place of the one built in; our own modules still come first.
    library = os.path.join(prefix, 'lib', 'python3.13')
    if sys.implementation.name == 'cpython':
        sys.implementation.name = 'other'       # leaves out what is for CPython alone
        sys.modules.update(dict.fromkeys(C_API))
    else:
        sys.path[:] = [library]
    if name in AT_TOP:
        internals = sys.modules[AT_TOP[name]] = type(sys)(AT_TOP[name])
        internals.__getattr__ = lambda attribute: leave_out


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


def run_one(prefix, name, path):
    choose_library(prefix, name)
    with open(path, 'w', encoding='utf-8', errors='backslashreplace') as out:
        import unittest
        suite = unittest.defaultTestLoader.loadTestsFromName('test.' + name)
        suite.run(make_result(unittest, out))
        out.write('finished\t\t\n')


# --- all files, from the parent ---

def start(prefix, name, log):
    child = os.fork()
    if child:
        return child
    try:
        sink = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        os.execv(sys.executable, [sys.executable, os.path.abspath(__file__), '--one', prefix, name])
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


def outcomes_of(prefix, name):
    """{test id: (outcome, cause)} of one file, and how its process ended."""
    rows, log = os.path.join(WORK, name + '.txt'), os.path.join(WORK, name + '.log')
    if os.path.exists(rows):
        os.unlink(rows)
    ended = wait(start(prefix, name, log))
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


def record(prefix, names):
    """Runs the files named, and keeps the rows of the others."""
    expected = read_expected()
    for name in names:
        found, ended = outcomes_of(prefix, name)
        expected[name] = sorted(test for test, (outcome, _) in found.items() if outcome == 'passed')
        print(f'{name:24}{len(expected[name]):6} of {len(found)} {ended}', flush=True)
    with open(os.path.join(HERE, 'expected.txt'), 'w', encoding='utf-8') as out:
        out.write('# tests/conformance/expected.txt -- the tests that CPython 3.13 passes, '
                  'without those for CPython alone\n')
        for name, passed in expected.items():
            for test in passed:
                out.write(f'{name}\t{test}\n')


def read_expected():
    expected = {}
    for name, test in read_rows(os.path.join(HERE, 'expected.txt')):
        expected.setdefault(name, []).append(test)
    return expected


def print_causes(reports, known):
    """Every failure, gathered by cause."""
    causes = {}
    for name, missed, found, ended in reports:
        for test in missed:
            outcome, cause = found.get(test, ('not run', ended))
            cause = known.get(test) or f'not in known.txt: {cause}'
            causes.setdefault(cause, []).append((outcome, test.removeprefix('test.')))
    for cause, tests in sorted(causes.items(), key=lambda item: -len(item[1])):
        print(f'\n{cause}')
        for outcome, test in tests:
            print(f'  {outcome:8} {test}')


def compare(prefix, names):
    expected = read_expected()
    known = dict(row[:2] for row in read_rows(os.path.join(HERE, 'known.txt')))
    total = reached = 0
    reports = []
    print(f'{"":24}{"CPython":>8}{"passed":>8}{"failed":>8}{"skipped":>8}')
    for name in names:
        found, ended = outcomes_of(prefix, name)
        wanted = expected.get(name, [])
        count = {'passed': 0, 'failed': 0, 'skipped': 0, 'not run': 0}
        for test in wanted:
            count[found.get(test, ('not run', ''))[0]] += 1
        failed = count['failed'] + count['not run']
        print(f'{name:24}{len(wanted):8}{count["passed"]:8}{failed:8}{count["skipped"]:8}'
              f'{"  " + ended if ended else ""}', flush=True)
        total, reached = total + len(wanted), reached + count['passed']
        missed = [test for test in wanted if found.get(test, ('not run', ''))[0] != 'passed']
        reports.append((name, missed, found, ended))
    print_causes(reports, known)
    share = 100 * reached / total if total else 0
    print(f'\n{reached} of the {total} tests that CPython passes: {share:.1f} %')
    return share >= 85 and not any(ended for _, _, _, ended in reports)


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ['--one']:
        run_one(arguments[1], arguments[2], os.path.join(WORK, arguments[2] + '.txt'))
        return
    recording = arguments[:1] == ['--record']
    prefix, *names = arguments[recording:] or ['']
    if not os.path.isfile(os.path.join(prefix, 'lib', 'python3.13', 'test', 'test_patma.py')):
        sys.exit('usage: run.py PREFIX [names]: PREFIX is where CPython 3.13 is installed, '
                 'its test package included (make conformance CPYTHON=PREFIX)')
    os.makedirs(WORK, exist_ok=True)
    if recording:
        record(prefix, names or NAMES)
    elif not compare(prefix, names or NAMES):
        sys.exit(1)


if __name__ == '__main__':
    main()
