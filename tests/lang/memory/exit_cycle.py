# tests/lang/memory/exit_cycle.py -- a cycle that a name of the main module holds is finalised at the end
class ClassWithDel:
    def __del__(self):
        print('__del__ called')
a = ClassWithDel()
a.link = a
