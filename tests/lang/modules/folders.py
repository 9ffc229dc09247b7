# tests/lang/modules/folders.py -- os: directories, names, descriptors, processes
import os

folder = f"/tmp/tuplet-folders-{os.getpid()}"

def attempt(action):
    try:
        print(repr(action()).replace(folder, "F"))
    except Exception as error:
        print(type(error).__name__, str(error).replace(folder, "F"))

os.makedirs(folder + "/a/b")
for name in ("one", "a/two", "a/b/three"):
    with open(f"{folder}/{name}", "w") as file:
        file.write(name)
os.symlink("one", folder + "/link")
for top, folders, files in os.walk(folder):
    print(top.replace(folder, "F"), sorted(folders), sorted(files))
with os.scandir(folder) as entries:
    for entry in sorted(entries, key=lambda e: e.name):
        print(entry, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry.stat().st_size)
print(sorted(os.listdir(os.fsencode(folder))))
status = os.stat(folder + "/one")
print(status.st_size, len(status), status[6], oct(status.st_mode), status.st_mtime_ns > 0)
os.utime(folder + "/one", ns=(1_500_000_001, 2_000_000_002))
status = os.stat(folder + "/one")
print(status.st_atime, status.st_mtime, status.st_mtime_ns, status[8])
os.rename(folder + "/one", folder + "/uno")
print(os.readlink(folder + "/link"), os.path.exists(folder + "/link"), os.access(folder, os.W_OK))

for action in (lambda: os.stat(folder + "/none"), lambda: os.stat(None), lambda: os.stat("a\0b"),
               lambda: os.listdir(folder + "/uno"), lambda: os.mkdir(folder),
               lambda: os.rename(folder + "/x", folder + "/y"), lambda: os.rmdir(folder),
               lambda: os.unlink(folder + "/none"), lambda: os.read(-1, 1), lambda: os.close(9999),
               lambda: os.fspath(1), lambda: os.open(folder, os.O_WRONLY), lambda: os.strerror(2),
               lambda: os.execv("/bin/sh", []), lambda: os.environ["TUPLET_NONE"],
               lambda: os.stat_result((1, 2)), lambda: os.terminal_size((80, 24)),
               lambda: os.waitstatus_to_exitcode(768), lambda: os.urandom(-1)):
    attempt(action)

ends = os.pipe()
print(os.write(ends[1], b"through"), os.read(ends[0], 100), os.get_inheritable(ends[0]))
child = os.fork()
if child == 0:
    os.write(ends[1], b"child")
    os._exit(7)
print(os.read(ends[0], 100), os.WEXITSTATUS(os.waitpid(child, 0)[1]))
os.environ["TUPLET_TEST"] = "set"
print(os.system("test $TUPLET_TEST = set"), os.getenv("TUPLET_TEST"))
del os.environ["TUPLET_TEST"]
print(os.system("test -z $TUPLET_TEST"))

for top, folders, files in os.walk(folder, topdown=False):
    for name in files:
        os.remove(os.path.join(top, name))
    os.rmdir(top)
print(os.path.exists(folder))
