# tests/teach/tuple_item.py -- a trap
pair = (1, [2])
try:
    pair[1] += [3]
except TypeError as error:
    print(error)
print(pair)
