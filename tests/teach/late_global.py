# tests/teach/late_global.py -- a trap
actions = []
for name in ['a', 'b']:
    def act():
        return name
    actions.append(act)
print([act() for act in actions])
