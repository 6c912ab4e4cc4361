#!/usr/bin/env bash
# Runs `cargo test` with the arguments given and ends with one line that sums up every test binary:
#   N passed, N failed, N skipped
# Cargo prints a result per binary and the documentation tests last, so its own last line says little.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# --no-fail-fast: a failure in one binary must not leave the others uncounted.
status=0
cargo test --no-fail-fast "$@" 2>&1 | tee "$log" || status=$?

# Colours, where CARGO_TERM_COLOR forces them, come out first; `ignored` is what others call skipped.
read -r passed failed skipped < <(
    sed $'s/\x1b\\[[0-9;]*m//g' "$log" | awk '
        /^test result: (ok|FAILED)\. [0-9]+ passed; [0-9]+ failed; [0-9]+ ignored/ {
            passed += $4; failed += $6; skipped += $8
        }
        END { print passed + 0, failed + 0, skipped + 0 }'
)

echo
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
    echo "cargo test ended with status $status although no test failed: it could not build or run some of them (see above)."
elif [ "$status" -eq 0 ] && [ "$passed" -eq 0 ]; then
    echo "No test ran."
    status=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
