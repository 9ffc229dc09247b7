# lib/_imp.py -- what other libraries ask of the import system.   SPDX-License-Identifier: MIT
"""Small questions about import."""

import _importlib

check_hash_based_pycs = 'default'


def is_builtin(name):
    return 1 if _importlib.is_builtin(name) else 0


def is_frozen(name):
    return _importlib.FrozenImporter.find_spec(name) is not None


def is_frozen_package(name):
    spec = _importlib.FrozenImporter.find_spec(name)
    if spec is None:
        raise ImportError(f'No such frozen object named {name}', name=name)
    return spec.submodule_search_locations is not None


def extension_suffixes():
    return []


def create_builtin(spec):
    return _importlib.BuiltinImporter.create_module(spec)


def exec_builtin(module):
    return 0


def lock_held():
    return False


def acquire_lock():
    """Imports are not locked."""


def release_lock():
    """Imports are not locked."""


def source_hash(key, source):
    state = key
    for byte in source:
        state = (state ^ byte) * 0x100000001b3 & 0xffffffffffffffff
    return state.to_bytes(8, 'little')


def _override_frozen_modules_for_tests(override):
    """The modules of lib/ always come from the program."""


def _override_multi_interp_extensions_check(override):
    return 0
