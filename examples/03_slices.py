# examples/03_slices.py -- s[start:stop:step] is a question, and also a place to write to
letters = list('abcdefgh')

# A slice copies out a part; the ends may lie outside, the step may be negative.
print(letters[2:5], letters[-3:], letters[:100], letters[::-2], letters[5:2])

# Why the end is left out: lengths are differences, and two halves meet without overlap.
print(letters[:3] + letters[3:] == letters, len(letters[2:7]) == 7 - 2)

# What stands between the brackets is an object, which can have a name.
invoice = '0001  pen, blue     3   1.25'
ITEM, PIECES, PRICE = slice(6, 18), slice(18, 22), slice(22, None)
print(repr(invoice[ITEM].strip()), int(invoice[PIECES]) * float(invoice[PRICE]))
print(slice(None, None, -2).indices(8), list(range(*slice(-3, None).indices(8))))

# Every s[...] calls one method with one object: an int, a slice, or a tuple of such.
class Show:
    def __getitem__(self, key):
        return key

show = Show()
print(show[1], show[1:2], show[::3], show[1:2, ..., 0])

# On the left side a slice names a part of the list itself: it may grow, shrink or vanish.
letters[2:5] = ['X']
print(letters)
letters[1:1] = 'new'
print(letters)
del letters[::2]
print(letters)

# With a step, the places are counted out, so the sizes must agree.
letters[::2] = [1, 2]
print(letters)
try:
    letters[::2] = [1, 2, 3]
except ValueError as error:
    print('ValueError:', error)
