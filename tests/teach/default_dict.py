# tests/teach/default_dict.py -- a trap
def count(word, *, seen={}):
    seen[word] = seen.get(word, 0) + 1
    return seen
count('a')
print(count('b'))
