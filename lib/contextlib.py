# lib/contextlib.py -- helpers for with statements: contextmanager, ExitStack, suppress, ...

import abc
import sys
from _collections_abc import _check_methods
from functools import wraps
from types import GenericAlias, MethodType

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext",
           "AbstractContextManager", "AbstractAsyncContextManager",
           "AsyncExitStack", "ContextDecorator", "ExitStack",
           "redirect_stdout", "redirect_stderr", "suppress", "aclosing", "chdir"]

_NO_COROUTINES = "coroutines are not supported yet"


class AbstractContextManager(abc.ABC):
    """An abstract base class for context managers."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    def __enter__(self):
        """Return `self` upon entering the runtime context."""
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Return true to swallow the exception that is given, if any."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return _check_methods(C, "__enter__", "__exit__")
        return NotImplemented


class AbstractAsyncContextManager(abc.ABC):
    """An abstract base class for asynchronous context managers."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    def __aenter__(self):
        raise NotImplementedError(_NO_COROUTINES)

    @abc.abstractmethod
    def __aexit__(self, exc_type, exc_value, traceback):
        raise NotImplementedError(_NO_COROUTINES)

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return _check_methods(C, "__aenter__", "__aexit__")
        return NotImplemented


class ContextDecorator:
    """Base class or mixin that lets a context manager decorate functions."""

    def _recreate_cm(self):
        """Return the context manager for one call of the decorated function."""
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class AsyncContextDecorator:
    """Base class or mixin that lets an asynchronous context manager decorate functions."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        raise NotImplementedError(_NO_COROUTINES)


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """What a function decorated with contextmanager() returns."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        # A generator runs once, so every call of a decorated function needs a new one.
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        # The arguments are of use only to _recreate_cm(); don't keep them alive meanwhile.
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as error:
            # Swallowed, unless it is the very exception of the with block going through.
            return error is not value
        except RuntimeError as error:
            if error is value:
                error.__traceback__ = traceback
                return False
            # A StopIteration that passes through a generator comes out in a RuntimeError.
            if isinstance(value, StopIteration) and error.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            error.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


def contextmanager(func):
    """Decorator: turn a generator function that yields once into a context manager factory."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


def asynccontextmanager(func):
    """Decorator for asynchronous generator functions."""
    @wraps(func)
    def helper(*args, **kwds):
        raise NotImplementedError(_NO_COROUTINES)
    return helper


class closing(AbstractContextManager):
    """Context manager that calls close() on a thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Asynchronous context manager that awaits aclose() at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __aexit__(self, *exc_info):
        raise NotImplementedError(_NO_COROUTINES)


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Context manager that makes sys.stdout another file for a while."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Context manager that makes sys.stderr another file for a while."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Context manager that swallows the given exceptions, also out of exception groups."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return False
        if issubclass(exctype, self._exceptions):
            return True
        if issubclass(exctype, BaseExceptionGroup):
            rest = excinst.split(self._exceptions)[1]
            if rest is None:
                return True
            raise rest
        return False


class _ExitCallbacks:
    """The stack of callbacks that ExitStack and AsyncExitStack share."""

    def __init__(self):
        from collections import deque
        self._exit_callbacks = deque()

    def pop_all(self):
        """Move the callbacks to a new stack and return it."""
        new = type(self)()
        new._exit_callbacks = self._exit_callbacks
        from collections import deque
        self._exit_callbacks = deque()
        return new

    def push(self, exit):
        """Push an object with __exit__(), or a function that takes what __exit__ takes."""
        try:
            method = type(exit).__exit__
        except AttributeError:
            self._exit_callbacks.append((True, exit))
        else:
            self._exit_callbacks.append((True, MethodType(method, exit)))
        return exit

    def enter_context(self, cm):
        """Enter a context manager, push its __exit__(), and return what __enter__() gave."""
        cls = type(cm)
        try:
            enter = cls.__enter__
            leave = cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does "
                            f"not support the context manager protocol") from None
        result = enter(cm)
        self._exit_callbacks.append((True, MethodType(leave, cm)))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Push a function to be called with these arguments."""
        def exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)
        exit_wrapper.__wrapped__ = callback
        self._exit_callbacks.append((True, exit_wrapper))
        return callback


def _hang_context(new, old, outside):
    """Make OLD the context of NEW, at the end of the chain that an exit callback built.

    OUTSIDE is the exception that was being handled around the stack: the chain of a callback's
    exception ends there, where nested with statements would have put OLD.
    """
    while True:
        context = new.__context__
        if context is None or context is old:
            return
        if context is outside:
            break
        new = context
    new.__context__ = old


class ExitStack(_ExitCallbacks, AbstractContextManager):
    """A stack of context managers and callbacks, left together in reverse order."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        exc = exc_details[1]
        received = exc is not None
        outside = sys.exception()
        swallowed = pending = False
        while self._exit_callbacks:
            is_sync, leave = self._exit_callbacks.pop()
            assert is_sync
            try:
                details = (None, None, None) if exc is None else (type(exc), exc,
                                                                  exc.__traceback__)
                if leave(*details):
                    swallowed = True
                    pending = False
                    exc = None
            except BaseException as new:
                _hang_context(new, exc, outside)
                pending = True
                exc = new
        if pending:
            # `raise` would put what is being handled into the context: keep the one made here.
            context = exc.__context__
            try:
                raise exc
            except BaseException:
                exc.__context__ = context
                raise
        return received and swallowed

    def close(self):
        """Run the callbacks now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_ExitCallbacks, AbstractAsyncContextManager):
    """A stack of asynchronous context managers; it can't be entered yet."""

    def __aexit__(self, *exc_details):
        raise NotImplementedError(_NO_COROUTINES)


class nullcontext(AbstractContextManager):
    """Context manager that does nothing and gives `enter_result`."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    """Context manager that makes another directory the current one for a while."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())
