# examples/15_weakrefs_and_cycles.py -- weak references, and rings that counting cannot free
import gc
import weakref

class Node:
    def __init__(self, name):
        self.name, self.other = name, None

    def __repr__(self):
        return f'<{self.name}>'

# A weak reference finds the object as long as something else keeps it.
node = Node('a')
ref = weakref.ref(node, lambda dead: print('callback: it is gone'))
print(ref() is node)
node = None
print(ref())

# Good for caches: an entry leaves by itself with its value.
cache = weakref.WeakValueDictionary()
keep = Node('kept')
cache['kept'], cache['lost'] = keep, Node('lost')
print(list(cache.items()))

# Two objects that hold each other never reach the count zero. The collector finds them.
gc.collect()
gc.disable()
left, right = Node('left'), Node('right')
left.other, right.other = right, left
watch = weakref.ref(left), weakref.finalize(right, print, 'finalizer: right is freed')
del left, right
print('nobody can reach them, yet', watch[0]())
gc.enable()
gc.collect()
print('after collecting:', watch[0](), watch[1].alive)
