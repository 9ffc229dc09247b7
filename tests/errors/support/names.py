# tests/errors/support/names.py -- names to import
colours = ('red', 'green')
