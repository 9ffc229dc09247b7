# tests/errors/syntax/wide_column.py -- the column is counted in characters
数 = 日本語 + “x”
