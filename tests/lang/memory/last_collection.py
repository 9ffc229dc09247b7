# tests/lang/memory/last_collection.py -- cycles that live until the program ends are finalized then
class Late:
    def __del__(self):
        print('__del__ called')
a = Late()
a.link = a
raise SystemExit(0)
