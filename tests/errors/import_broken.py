# tests/errors/import_broken.py -- a SyntaxError in an imported file
import support.broken_syntax
