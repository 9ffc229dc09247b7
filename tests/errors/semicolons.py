# tests/errors/semicolons.py -- two statements on a line
a = 1; b = a / 0; c = 2
