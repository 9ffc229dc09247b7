# tests/lang/text/dev_mode.py -- -X dev: names of encodings and error handlers are always looked up
import subprocess
import sys

PROGRAM = '''
import sys
print(sys.warnoptions, sys.flags.dev_mode)
for function in (lambda: ''.encode('nope'), lambda: b''.decode('nope'), lambda: str(b'', 'nope'),
                 lambda: 'a'.encode('ascii', 'nope'), lambda: bytes('', 'nope'),
                 lambda: bytearray(b'').decode(errors='nope'), lambda: 'a'.encode(errors='replace')):
    try:
        print(function())
    except LookupError as error:
        print(error)
'''
for options in [], ['-X', 'dev'], ['-X', 'dev', '-W', 'error']:
    done = subprocess.run([sys.executable, *options, '-c', PROGRAM], capture_output=True, text=True)
    print(done.stdout, done.stderr, done.returncode)
