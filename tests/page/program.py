# tests/page/program.py -- what the tested page shows: views, sharing, a call, a match, an exception
data = bytearray(b"abcdefgh")
view = memoryview(data)
window = view[2:6]
window[1] = 90
first = [1, [2, 3]]
second = first
second.append("x<!--</script>")


def count(n, seen=[]):
    seen.append(n)
    return len(seen)


for i in range(20):
    count(i)
match first:
    case [int(), int()]:
        found = "two ints"
    case [1, [a, b], *rest] if rest:
        found = a + b
try:
    first[9]
except IndexError as error:
    print("caught", error)
print(found, bytes(data))
