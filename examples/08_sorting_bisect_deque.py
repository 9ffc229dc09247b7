# examples/08_sorting_bisect_deque.py -- keep order, and keep the ends quick
from bisect import bisect, insort
from collections import deque
from heapq import heappop, heappush

# sort() changes the list and answers None; sorted() makes a new list from anything.
words = ['pear', 'Fig', 'apple', 'kiwi']
print(sorted(words), words.sort(key=str.lower), words)

# Sorting is stable: equals stay in their order, so sort by the lesser key first.
people = [('Ann', 30), ('Bob', 25), ('Cid', 30), ('Dee', 25)]
people.sort(key=lambda person: person[1], reverse=True)
print(people)

# In a sorted list, a place is found by halving. The classic use: marks to grades.
def grade(score, limits=(60, 70, 80, 90), grades='FDCBA'):
    return grades[bisect(limits, score)]

scores = []
for score in (33, 99, 77, 70):
    insort(scores, score)
print(scores, [grade(score) for score in scores])

# A deque works at both ends, and with maxlen forgets at the far one.
recent = deque(range(6), maxlen=4)
recent.append('new')
recent.rotate(1)
print(recent)

# A heap always knows its least item, and is otherwise in a loose order.
queue = []
for task in ((3, 'sweep'), (1, 'wake'), (2, 'cook')):
    heappush(queue, task)
print([heappop(queue)[1] for _ in range(3)])

# Sorting needs only <, so objects that cannot answer it cannot be sorted.
try:
    sorted([1, 'one'])
except TypeError as error:
    print('TypeError:', error)
