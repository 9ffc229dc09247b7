#!/bin/sh
# tests/dumps/bless.sh -- rewrites the expected dumps with build/tuplet; read the difference after it
# SPDX-License-Identifier: MIT
set -eu
cd "$(dirname "$0")/.."
for script in dumps/*.py; do
  for eye in tokens ast scopes code; do
    ../build/tuplet "--$eye" "$script" >"${script%.py}.$eye"
  done
  # not of generators.py, whose set of texts has another order in each run
  [ "$script" = dumps/generators.py ] && continue
  ../build/tuplet --dot "$script" 2>/dev/null </dev/null >"${script%.py}.dot"
  ../build/tuplet --trace "$script" 2>"${script%.py}.trace" >/dev/null </dev/null
done
