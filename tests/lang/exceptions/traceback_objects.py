# tests/lang/exceptions/traceback_objects.py -- __traceback__, frames, line numbers
import sys, traceback
def a(): b()
def b():
    x = 1
    raise ValueError('deep')
try:
    a()
except ValueError as e:
    err = e
tb = err.__traceback__
while tb:
    print(tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_next is None)
    tb = tb.tb_next
print([ (f.name, f.lineno, f.line) for f in traceback.extract_tb(err.__traceback__)])
text = traceback.format_exception(err)
print(len(text), text[0], text[-1], end='')
print(traceback.format_exception_only(err),
      traceback.format_exception_only(ValueError, ValueError('two args')))
print(''.join(traceback.format_exception(err)).replace(__file__, 'FILE'))
try:
    try: 1 / 0
    except ZeroDivisionError: {}['k']
except KeyError as e:
    lines = ''.join(traceback.format_exception(e)).replace(__file__, 'FILE')
print(lines)
def f():
    fr = sys._getframe()
    return fr.f_code.co_name, fr.f_back.f_code.co_name, fr.f_lineno, sorted(fr.f_locals)
print(f())
last = err.with_traceback(None)
print(last.__traceback__)
try: raise err
except ValueError as e: print(e.__traceback__.tb_next is None)
def reraise():
    try: b()
    except ValueError as e: raise e
try: reraise()
except ValueError as e: print([f.lineno for f in traceback.extract_tb(e.__traceback__)])
def again():
    try: b()
    except ValueError: raise
try: again()
except ValueError as e: print([f.lineno for f in traceback.extract_tb(e.__traceback__)])
from io import StringIO
out = StringIO()
try: a()
except ValueError: traceback.print_exc(file=out)
print(out.getvalue().replace(__file__, 'FILE'), end='')
