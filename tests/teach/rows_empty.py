# tests/teach/rows_empty.py -- a trap
rows = [[]] * 2
rows[0].append(1)
print(rows)
