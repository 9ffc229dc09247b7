# tests/dumps/sequences.py -- sequences that grow, are cut, shared and seen through windows
from array import array
record = ('pen', 3, [1])
name, *rest = record
rest[1].append(2)
record[2].extend(rest[1][:1])
try:
    record[2] += [9]
except TypeError as error:
    print(error)
numbers = array('i', [1, 2, 3])
window = memoryview(numbers)[1:]
window[0] = 7
window.release()
numbers.append(4)
copy = [row[:] for row in [[0]] * 2]
copy[0][0] = record
match copy:
    case [[('pen', int(count), _)], *_] if count > 2:
        print(count)
del record, copy
