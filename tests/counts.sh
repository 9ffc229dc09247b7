#!/bin/sh
# tests/counts.sh -- after every script all reference counts are right: counts.sh DEBUG_BUILD
set -u
binary=$(realpath -e "$1") || exit 1
cd "$(dirname "$0")"
scripts=0 wrong=0
for script in lang/*/*.py errors/*.py lib/*.py ../examples/*.py; do
  scripts=$((scripts + 1))
  report=$(cd "$(dirname "$script")" && TUPLET_AUDIT=1 timeout 60 "$binary" "$(basename "$script")" \
    </dev/null 2>&1 >/dev/null | grep -a '^audit:')
  if [ -n "$report" ]; then
    wrong=$((wrong + 1))
    echo "$script"
    echo "$report" | head -n 5
  fi
done
echo "   $((scripts - wrong)) scripts with right counts, $wrong not"
[ "$wrong" = 0 ]
