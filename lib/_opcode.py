# lib/_opcode.py -- what the reference's library asks of its own bytecode: there is none here
# SPDX-License-Identifier: MIT

ENABLE_SPECIALIZATION = False


def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise ValueError('invalid opcode or oparg')
