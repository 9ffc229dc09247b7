# tests/errors/import_circular.py -- two modules that need each other's names
import support.circle_a
