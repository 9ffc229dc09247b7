# tests/differential/interpreters.py -- runs programs on both interpreters, many in one process
import os
import re
import resource
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
HARNESS = os.path.join(HERE, 'harness.py')
SEPARATOR = '\x1e'
ADDRESS = re.compile('0x[0-9a-f]{6,}')
MEMORY = 3 << 30
OUTPUT = 8 << 20
SECONDS = 8                   # without any output
UNFAIR = ('MemoryError', 'ended by RecursionError', 'sub-views are not implemented', 'multi-dimensional',
          'SystemError', 'memoryview: invalid slice key', 'restricted to ndim = 1', "'memoryview' object has no attribute")


class Interpreter:
    def __init__(self, command, environment=None):
        self.command = command
        self.environment = {**os.environ, 'PYTHONDONTWRITEBYTECODE': '1', **(environment or {})}
        self.limited = 'sanitize' not in command

    def outputs(self, programs):
        """What each program printed; one that took the process with it ends in a line that says so."""
        outputs = []
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'programs')
            with open(path, 'w', encoding='utf-8', errors='surrogatepass') as file:
                file.write((SEPARATOR + '\n').join(programs))
            while len(outputs) < len(programs):
                text, ending = self.run(path, len(outputs), folder)
                parts = text.split(SEPARATOR)
                # before the first mark: nothing; after the last: the program that was running
                outputs += [part.split('\n', 1)[-1] for part in parts[1:-1]]
                if parts[-1].strip() == 'end':
                    break
                outputs.append(parts[-1].split('\n', 1)[-1] + '\n' + ending)
        return outputs

    def run(self, path, first, folder):
        out = os.path.join(folder, 'out')
        with open(out, 'wb') as stdout, open(out + '.err', 'wb') as stderr:
            process = subprocess.Popen([self.command, HARNESS, path, str(first)], env=self.environment,
                                       stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
                                       preexec_fn=self.limit)
            ending = self.wait(process, out)
        with open(out, 'rb') as file:
            text = ADDRESS.sub('0x', file.read().decode('utf-8', 'backslashreplace'))
        if ending is None:
            ending = self.why(process.returncode, out + '.err')
        return text, ending

    def limit(self):
        if self.limited:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))

    def wait(self, process, out):
        # a process is hung when its output has not grown for a while
        size = -1
        while True:
            try:
                process.wait(SECONDS)
                return None
            except subprocess.TimeoutExpired:
                if os.path.getsize(out) == size:
                    process.kill()
                    process.wait()
                    return 'HANGS'
                size = os.path.getsize(out)

    def why(self, status, err):
        with open(err, encoding='utf-8', errors='replace') as file:
            text = file.read()
        lines = [line for line in text.splitlines() if 'ERROR: AddressSanitizer' in line
                 or 'runtime error' in line] or text.splitlines()[-3:]
        return f'ENDS THE PROCESS: status {status} {" ".join(lines)[:300]}'


def differing(left, right, programs):
    """Triples (number, left output, right output) of the programs that do not print the same."""
    pairs = zip(left.outputs(programs), right.outputs(programs))
    return [(number, a, b) for number, (a, b) in enumerate(pairs)
            if a != b and fair(a) and fair(b) and not a.endswith('HANGS')]


def fair(output):
    return not any(word in output for word in UNFAIR)
