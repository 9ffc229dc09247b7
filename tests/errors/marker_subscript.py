# tests/errors/marker_subscript.py -- the brackets are pointed at
table = {'row': [1, 2, 3]}
index = 7
print('start', table['row'][index], 'end')
