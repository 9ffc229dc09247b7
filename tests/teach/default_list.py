# tests/teach/default_list.py -- a trap
def add(item, to=[]):
    to.append(item)
    return to
add(1)
print(add(2))
