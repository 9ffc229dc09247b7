# tests/errors/in_loop.py -- an error in the second round of a loop
for i, d in enumerate([1, 0, 2]):
    print(i, 10 // d)
