#!/bin/sh
# tests/hostile/run.sh -- every hostile input ends with a message and status 1 (runs_*: status 0),
# never by a signal, never by hanging: run.sh INTERPRETER
set -u
here=$(cd "$(dirname "$0")" && pwd)
binary=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$binary" "$here/make_inputs.py" "$folder" >/dev/null || { echo "could not make the inputs"; exit 1; }
passed=0 failed=0
for script in "$folder"/*; do
  wanted=1
  case $(basename "$script") in runs_*) wanted=0 ;; esac
  timeout 60 "$binary" --max-memory=2G "$script" </dev/null >"$folder.out" 2>"$folder.err"
  status=$?
  if [ $status != $wanted ] || { [ $wanted = 1 ] && ! tail -n 1 "$folder.err" | grep -q 'Error\|Interrupt\|Exception'; }; then
    failed=$((failed + 1))
    echo "$(basename "$script"): status $status, wanted $wanted: $(tail -n 1 "$folder.err" | cut -c1-100)"
  else
    passed=$((passed + 1))
  fi
done
rm -f "$folder.out" "$folder.err"
echo "   $passed inputs handled, $failed not"
[ "$failed" = 0 ]
