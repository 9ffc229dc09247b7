#!/bin/sh
# tests/lint.sh -- what can be checked of the house rules: first lines, include direction, sizes
set -u
cd "$(dirname "$0")/.."
bad=0
complain() { echo "  $*"; bad=1; }

files=$(find runtime lexer parser vm lib tests/unit -name '*.[ch]' -o -name '*.def' -o -name '*.re' -o -name '*.y' | sort)

# The first line names the file and says what it owns.
for file in $files $(find lib -name '*.py') $(find examples -name '*.py'); do
  head -n 1 "$file" | grep -qE "^(/\*|#) $file -- " || complain "$file: first line is not '<path> -- <what it owns>'"
done

# Includes point one way: vm -> parser -> lexer -> runtime.
wrong() { grep -nE "#include \"($2)/" $(find "$1" -name '*.[ch]' -o -name '*.re' -o -name '*.y') /dev/null; }
wrong runtime 'lexer|parser|vm' && complain "runtime/ includes what stands above it"
wrong lexer 'parser|vm' && complain "lexer/ includes what stands above it"
wrong parser 'vm' && complain "parser/ includes what stands above it"

# Sizes.
ceiling() {
  case $1 in
    vm/execute.c|parser/grammar.y) echo 900 ;;
    *.h) echo 260 ;;
    *.def|*test.c) echo 2000 ;;
    *) echo 700 ;;
  esac
}
for file in $files; do
  lines=$(wc -l <"$file")
  [ "$lines" -le "$(ceiling "$file")" ] || complain "$file: $lines lines, ceiling $(ceiling "$file")"
done

# Only heap.c and its collector know the collector; conditional compilation stays in few files.
grep -ln '<gc' $files | grep -v -e '^runtime/heap' -e '^runtime/collector' && complain "<gc.h> outside runtime/heap*.c, collector.c"

[ "$bad" = 0 ] && echo "   clean"
exit $bad
