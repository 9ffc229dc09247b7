#!/bin/sh
# tests/run.sh -- runs every kind of test and adds up: the last line is "N passed, N failed"
# C units and goldens (Criterion), the same goldens under the sanitizers with an audit of the counts, hostile inputs, the page, lint.
cd "$(dirname "$0")/.."
passed=0 failed=0

count() { passed=$((passed + $1)); failed=$((failed + $2)); }

# A Criterion run: prints what failed, counts what its summary says. A crash of the runner fails.
criterion() {
  title=$1; shift
  log=build/$(echo "$title" | tr ' ' '_').log
  echo "== $title"
  "$@" >"$log" 2>&1
  grep -E '^\[(----|FAIL|SKIP)\]|FAIL|CRASH' "$log" | grep -v '^\[====\]' | head -n 60
  summary=$(grep -o 'Tested: .*' "$log" | tail -n 1 | sed 's/\x1b\[[0-9;]*m//g')
  good=$(echo "$summary" | sed -n 's/.*Passing: \([0-9]*\).*/\1/p')
  bad=$(echo "$summary" | sed -n 's/.*Failing: \([0-9]*\).*/\1/p')
  crashed=$(echo "$summary" | sed -n 's/.*Crashing: \([0-9]*\).*/\1/p')
  if [ -z "$good" ]; then tail -n 20 "$log"; count 0 1; return; fi
  echo "   $good passed, $((bad + crashed)) failed"
  count "$good" $((bad + crashed))
}

# Any other command: one test.
check() {
  title=$1; shift
  echo "== $title"
  if "$@"; then count 1 0; else count 0 1; echo "FAIL: $title"; fi
}

export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0:abort_on_error=0
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
criterion "units and goldens" build/unit_tests --short-filename
check "hostile inputs" sh tests/hostile/run.sh build/tuplet
if [ "${SANITIZE:-yes}" = yes ]; then
  # A debug build, too: at the end of each script every count must be explained, so nothing has leaked.
  criterion "under the sanitizers" env TUPLET=build/sanitize/tuplet TUPLET_AUDIT=1 \
    build/sanitize/unit_tests --short-filename
fi
check "the page in Chromium" build/tuplet tests/page/run.py build/tuplet
check "lint" make --no-print-directory lint
echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
