# tests/errors/in_exec.py -- code without a file has no source lines
source = 'def f():\n    return 1 / 0\n\nf()\n'
exec(compile(source, '<made here>', 'exec'))
