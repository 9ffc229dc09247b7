# tests/lang/imports/shapes/failing.py -- fails while it is imported
started = True
raise RuntimeError('failing on purpose')
