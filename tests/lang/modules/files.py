# tests/lang/modules/files.py -- files: modes, buffers, lines, positions, errors
import io, os

folder = f"/tmp/tuplet-files-{os.getpid()}"
os.mkdir(folder)
path = os.path.join(folder, "text")

def attempt(action):
    try:
        print(repr(action()).replace(folder, "F"))
    except Exception as error:
        print(type(error).__name__, str(error).replace(folder, "F"))

with open(path, "w", encoding="utf-8") as file:
    print(file.write("one\ntwo\nthree €\n"), file.tell())
    print("four", 5, sep="-", file=file)
print(file.closed, os.stat(path).st_size)

with open(path, encoding="utf-8") as file:
    print(repr(file.readline()), file.tell())
    place = file.tell()
    print([line for line in file])
    file.seek(place)
    print(repr(file.read(3)), repr(file.read()), repr(file.read()))

with open(path, "r+b") as file:
    print(file.read(4), file.tell(), file.peek(1)[:3])
    file.seek(-5, os.SEEK_END)
    print(file.readlines(), file.write(b"tail"), file.tell())
    file.seek(0)
    print(file.read())

with open(path, "ab", buffering=0) as raw:
    print(type(raw).__name__, raw.mode, raw.write(b"!"), raw.tell())
with open(path, "wb") as file:
    file.write(b"a\r\nb\rc\nd")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, newline=newline) as file:
        print(repr(newline), file.readlines(), file.newlines)

class Shout(io.RawIOBase):
    def __init__(self): self.heard = []
    def writable(self): return True
    def write(self, data):
        self.heard.append(bytes(data))
        return len(data)

shout = Shout()
text = io.TextIOWrapper(io.BufferedWriter(shout, 8), encoding="ascii", errors="backslashreplace")
text.write("short")
text.write(" and then something longer é")
text.flush()
print(shout.heard)
del text
print(shout.closed)

for mode in ("z", "rw", "rbt", "", "x"):
    attempt(lambda: open(path, mode))
attempt(lambda: open(path, "rb", encoding="ascii"))
attempt(lambda: open(path, "w", 0))
attempt(lambda: open(folder))
attempt(lambda: open(folder + "/none"))
attempt(lambda: open(path).write("x"))
attempt(lambda: open(path, "w").read())
attempt(lambda: open(path, "wb").write("x"))
attempt(lambda: open(path, "w").write(b"x"))
attempt(lambda: open(None))
attempt(lambda: file.read())
attempt(lambda: open(path, "rb"))
attempt(lambda: open(path, encoding="utf-8"))
attempt(lambda: io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8").read())
attempt(lambda: io.BytesIO(b"abc").seek(-1))
attempt(lambda: io.StringIO("a\r\nb", newline=None).getvalue())
attempt(lambda: io.StringIO(b"a"))

left_open = open(path, "w")
left_open.write("closed by its end")
del left_open
print(open(path).read())
os.remove(path)
os.rmdir(folder)
