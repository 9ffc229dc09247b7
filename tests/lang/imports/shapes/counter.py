# tests/lang/imports/shapes/counter.py -- runs once, however often it is imported
ticks = 0


def tick():
    global ticks
    ticks += 1
    return ticks


tick()
