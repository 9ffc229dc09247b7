#!/bin/sh
# tests/bless.sh -- rewrites the expected outputs with a CPython 3.13: bless.sh PYTHON [SCRIPT ...]
# Scripts run in this folder; in their output the folder's own name is taken out, so that a
# traceback says errors/x.py wherever the project lies. A script in a package is no test.
set -eu
python=$(command -v "$1"); shift
cd "$(dirname "$0")"
here=$(pwd)
export PYTHON_COLORS=0 PYTHONDONTWRITEBYTECODE=1
[ $# -gt 0 ] || set -- lang/*/*.py errors/*.py errors/syntax/*.py ../examples/[0-9g]*.py ../examples/scheme/*.scm
for script in "$@"; do
  base=${script%.*}
  case $script in
    lang/*)   "$python" "$script" </dev/null >"$base.out" ;;
    errors/*) "$python" "$script" </dev/null >"$base.out" 2>"$base.err" && echo "no error: $script"
              sed -i "s|$here/||g" "$base.err"
              [ -s "$base.out" ] || rm "$base.out" ;;
    *.scm)    "$python" ../examples/lispy.py "$script" >"examples/${base#../examples/}.out" ;;
    *)        "$python" "$script" </dev/null >"examples/${base#../examples/}.out" ;;
  esac
done
