# lib/warnings.py -- warnings: filters, where a warning points to, how it is shown

import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings",
           "simplefilter", "resetwarnings", "catch_warnings", "deprecated"]

# A filter is (action, message, category, module, lineno), the first that fits counts. Message
# and module are None for any, a compiled regular expression, or a str that must be equal.
filters = []
defaultaction = _defaultaction = "default"
onceregistry = _onceregistry = {}
_filters_version = 1

_ACTIONS = {"error", "ignore", "always", "default", "module", "once"}


def _filters_mutated():
    """Make what __warningregistry__ dictionaries remember count no more."""
    global _filters_version
    _filters_version += 1


# ---- showing ----

class WarningMessage:
    """A warning with all that is known about it."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self._category_name, self.filename, self.lineno, self.line))


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file; may be replaced."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """Return the text of a warning; may be replaced."""
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, None, line))


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    try:
        show = showwarning
    except NameError:
        pass
    else:
        if show is not _showwarning_orig:
            if not callable(show):
                raise TypeError("warnings.showwarning() must be set to a function or method")
            show(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
            return
    _showwarnmsg_impl(msg)


def _showwarnmsg_impl(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            return              # there is nowhere to write to
    try:
        file.write(_formatwarnmsg(msg))
    except OSError:
        pass                    # a broken stream must not break the program that warns


def _formatwarnmsg(msg):
    try:
        form = formatwarning
    except NameError:
        pass
    else:
        if form is not _formatwarning_orig:
            return form(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    return _formatwarnmsg_impl(msg)


def _source_line(filename, lineno):
    try:
        import linecache
        return linecache.getline(filename, lineno)
    except Exception:
        return None             # at exit, or without the standard library


def _formatwarnmsg_impl(msg):
    text = f"{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n"
    line = msg.line
    if line is None:
        line = _source_line(msg.filename, msg.lineno)
    if line:
        text += f"  {line.strip()}\n"
    if msg.source is not None:
        text += _allocation_of(msg)
    return text


def _allocation_of(msg):
    """Where the object behind a ResourceWarning was made, as far as that was recorded."""
    try:
        import tracemalloc
        traceback = tracemalloc.get_object_traceback(msg.source)
        recording = tracemalloc.is_tracing()
    except Exception:
        return ""
    if traceback is None:
        if recording:
            return ""
        return (f"{msg.category.__name__}: Enable tracemalloc to get the object "
                "allocation traceback\n")
    text = 'Object allocated at (most recent call last):\n'
    for frame in traceback:
        text += f'  File "{frame.filename}", lineno {frame.lineno}\n'
        line = _source_line(frame.filename, frame.lineno)
        if line:
            text += f'    {line.strip()}\n'
    return text


# ---- filters ----

def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Put a filter first (or last, with append); message and module are regular expressions."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    _check_lineno(lineno)
    if message:
        import re
        message = re.compile(message, re.I)
    if module:
        import re
        module = re.compile(module)
    _add_filter(action, message or None, category, module or None, lineno, append=append)


def _check_lineno(lineno):
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Put a filter for every module and message first (or last, with append)."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    _check_lineno(lineno)
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        try:
            filters.remove(item)
        except ValueError:
            pass
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Take all the filters away, those of the start included."""
    filters[:] = []
    _filters_mutated()


class _OptionError(Exception):
    """A -W option that can't be understood."""


def _processoptions(args):
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)


def _setoption(arg):
    """Add the filter that action:message:category:module:lineno describes."""
    parts = arg.split(':')
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    parts += [''] * (5 - len(parts))
    action, message, category, module, lineno = [part.strip() for part in parts]
    action = _getaction(action)
    category = _getcategory(category)
    if message or module:
        import re
        message = re.escape(message)
        module = module and re.escape(module) + r'\Z'
    number = 0
    if lineno:
        try:
            number = int(lineno)
            if number < 0:
                raise ValueError
        except (ValueError, OverflowError):
            raise _OptionError(f"invalid lineno {lineno!r}") from None
    filterwarnings(action, message, category, module, number)


def _getaction(action):
    """The action that a beginning of its name means."""
    if not action:
        return "default"
    if action == "all":
        return "always"
    for known in ('default', 'always', 'ignore', 'module', 'once', 'error'):
        if known.startswith(action):
            return known
    raise _OptionError(f"invalid action: {action!r}")


def _getcategory(category):
    """The class that a name, with its module unless built in, means."""
    if not category:
        return Warning
    module, _, name = category.rpartition('.')
    try:
        found = __import__(module or 'builtins', None, None, [name])
    except ImportError:
        raise _OptionError(f"invalid module name: {module!r}") from None
    try:
        cls = getattr(found, name)
    except AttributeError:
        raise _OptionError(f"unknown warning category: {category!r}") from None
    if not issubclass(cls, Warning):
        raise _OptionError(f"invalid warning category: {category!r}")
    return cls


# ---- warning ----

def _is_import_frame(frame):
    """True for a frame of the import machinery, which no warning is meant for."""
    filename = frame.f_code.co_filename
    return 'importlib' in filename and '_bootstrap' in filename


def _outer_frame(frame, prefixes):
    """The next frame outwards that a warning may point to."""
    frame = frame.f_back
    while frame is not None and (
            _is_import_frame(frame)
            or (prefixes and frame.f_code.co_filename.startswith(prefixes))):
        frame = frame.f_back
    return frame


def _place(stacklevel, prefixes):
    """The globals, file name and line that a call of warn() points to."""
    frame = sys._getframe(2)
    if stacklevel <= 1 or _is_import_frame(frame):
        for _ in range(stacklevel - 1):
            frame = frame and frame.f_back
    else:
        for _ in range(stacklevel - 1):
            frame = frame and _outer_frame(frame, prefixes)
    if frame is None:
        return sys.__dict__, "<sys>", 0
    return frame.f_globals, frame.f_code.co_filename, frame.f_lineno


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Warn about what the caller does (or, with a higher stacklevel, its caller)."""
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        kind = type(category).__name__
        if isinstance(category, type) and not issubclass(category, Warning):
            kind = 'type'
        raise TypeError(f"category must be a Warning subclass, not '{kind}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("warn() argument 'skip_file_prefixes' must be tuple, "
                        f"not {type(skip_file_prefixes).__name__}")
    if not isinstance(stacklevel, int):
        raise TypeError(f"'{type(stacklevel).__name__}' object cannot be interpreted "
                        "as an integer")
    if skip_file_prefixes:
        stacklevel = max(2, stacklevel)
    space, filename, lineno = _place(stacklevel, skip_file_prefixes)
    module = space.get('__name__') or "<string>"
    registry = space.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, space, source)


def _fits(pattern, text):
    if pattern is None:
        return True
    if isinstance(pattern, str):
        return pattern == text
    return pattern.match(text) is not None


def _chosen_action(text, category, module, lineno):
    """The (action, filter) for a warning."""
    for item in filters:
        action, message, its_category, its_module, its_lineno = item
        if (issubclass(category, its_category) and its_lineno in (0, lineno)
                and _fits(message, text) and _fits(its_module, module)):
            return action, item
    return defaultaction, None


def _seen_before(action, item, registry, key):
    """Note a warning; True when its action says that once is enough and it has been shown."""
    text, category, lineno = key
    if action == "once":
        registry[key] = 1
        oncekey = text, category
        if onceregistry.get(oncekey):
            return True
        onceregistry[oncekey] = 1
    elif action == "module":
        registry[key] = 1
        altkey = text, category, 0
        if registry.get(altkey):
            return True
        registry[altkey] = 1
    elif action == "default":
        registry[key] = 1
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {item}")
    return False


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    """Warn about a given place."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    elif not isinstance(registry, dict):
        raise TypeError("'registry' must be a dict or None")
    if registry.get('version', 0) != _filters_version:
        registry.clear()
        registry['version'] = _filters_version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = text, category, lineno
    if registry.get(key):
        return
    action, item = _chosen_action(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if _seen_before(action, item, registry, key):
        return
    if module_globals and '__loader__' in module_globals:
        try:
            import linecache
            linecache.getlines(filename, module_globals)
        except Exception:
            pass
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """Context manager that puts filters and showwarning() back at the end of the block.

    With record, warnings are not shown but gathered in the list that it gives.
    """

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record
        self._module = sys.modules['warnings'] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules['warnings']:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._filters = module.filters
        module.filters = self._filters[:]
        module._filters_mutated()
        self._showwarning = module.showwarning
        self._showwarnmsg_impl = module._showwarnmsg_impl
        if self._record:
            log = []
            module._showwarnmsg_impl = log.append
            # A showwarning() that somebody put in place must not be asked.
            module.showwarning = module._showwarning_orig
        else:
            log = None
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters = self._filters
        module._filters_mutated()
        module.showwarning = self._showwarning
        module._showwarnmsg_impl = self._showwarnmsg_impl


# ---- deprecation ----

class deprecated:
    """Decorator: warn when a class is instantiated or subclassed, or a function called.

    The message is also in the attribute __deprecated__.
    """

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError("Expected an object of type str for 'message', "
                            f"not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        if self.category is None:
            arg.__deprecated__ = self.message
            return arg
        if isinstance(arg, type):
            return self._mark_class(arg)
        if callable(arg):
            return self._mark_function(arg)
        raise TypeError("@deprecated decorator with non-None category must be applied to "
                        f"a class or callable, not {arg!r}")

    def _mark_class(self, cls):
        from functools import wraps
        from types import MethodType
        message, category, stacklevel = self.message, self.category, self.stacklevel
        original_new = cls.__new__

        @wraps(original_new)
        def __new__(klass, /, *args, **kwargs):
            if klass is cls:
                warn(message, category=category, stacklevel=stacklevel + 1)
            if original_new is not object.__new__:
                return original_new(klass, *args, **kwargs)
            if klass.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{klass.__name__}() takes no arguments")
            return original_new(klass)
        cls.__new__ = staticmethod(__new__)

        original_init = cls.__init_subclass__
        if isinstance(original_init, MethodType):
            original_init = original_init.__func__

            @wraps(original_init)
            def __init_subclass__(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return original_init(*args, **kwargs)
            cls.__init_subclass__ = classmethod(__init_subclass__)
        else:
            @wraps(original_init)
            def __init_subclass__(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return original_init(*args, **kwargs)
            cls.__init_subclass__ = __init_subclass__
        cls.__deprecated__ = __new__.__deprecated__ = message
        __init_subclass__.__deprecated__ = message
        return cls

    def _mark_function(self, function):
        from functools import wraps
        message, category, stacklevel = self.message, self.category, self.stacklevel

        @wraps(function)
        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            return function(*args, **kwargs)
        if getattr(function.__code__ if hasattr(function, '__code__') else None,
                   'co_flags', 0) & 0x80:
            import inspect
            wrapper = inspect.markcoroutinefunction(wrapper)
        function.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper


_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """Warn that a name will go; raise RuntimeError when it should have gone already."""
    shown = f"{remove[0]}.{remove[1]}"
    if _version[:2] > remove or (_version[:2] == remove and _version[3] != "alpha"):
        raise RuntimeError(f"{name!r} was slated for removal after Python {shown} alpha")
    warn(message.format(name=name, remove=shown), DeprecationWarning, stacklevel=3)


def _warn_unawaited_coroutine(coro):
    warn(f"coroutine '{coro.__qualname__}' was never awaited",
         category=RuntimeWarning, stacklevel=2, source=coro)


if not sys.flags.dev_mode:
    filters += [("default", None, DeprecationWarning, "__main__", 0),
                ("ignore", None, DeprecationWarning, None, 0),
                ("ignore", None, PendingDeprecationWarning, None, 0),
                ("ignore", None, ImportWarning, None, 0),
                ("ignore", None, ResourceWarning, None, 0)]
_processoptions(sys.warnoptions)
