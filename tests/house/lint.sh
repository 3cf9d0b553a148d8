#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# lint.sh [CHECK…]: the checks of ./dev lint, which see to the tools and a built build/dev first. Says ok or failed for
# each and ends with "N passed, N failed".
set -uo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd -- "$root" || exit 1
export PYTHONDONTWRITEBYTECODE=1

checks=(house format reuse codespell shellcheck tidy)

# What git knows or would add, so that nothing built is looked at.
project_files() { # pattern…
    local file
    git ls-files --cached --others --exclude-standard -- "$@" | while IFS= read -r file; do
        [[ -f $file && $file != tests/data/* && $file != resources/demo/* ]] && printf '%s\n' "$file"
    done
}

check_house() {
    local headers
    headers=$(pkg-config --variable=includedir Qt6Core 2>/dev/null)
    python3 tests/house/check_house.py . ${headers:+--qt-headers "${headers%/QtCore}"}
}

check_format() {
    local formatter=clang-format-19 wrong file
    command -v "$formatter" >/dev/null || formatter=clang-format
    wrong=$(project_files '*.cpp' '*.h' | xargs -r -d '\n' "$formatter" --dry-run 2>&1 |
        sed -nE 's/^([^ :]+):[0-9]+:[0-9]+: .*/\1/p' | sort -u)
    [[ -z $wrong ]] && return
    while IFS= read -r file; do echo "not formatted: $file"; done <<<"$wrong"
    echo "Mend it with: git ls-files '*.cpp' '*.h' | xargs $formatter -i"
    return 1
}

check_reuse() { python3 tests/house/reuse_lint.py .; }

check_codespell() { project_files | xargs -r -d '\n' codespell; }

check_shellcheck() {
    local file scripts=()
    while IFS= read -r file; do
        [[ $file == *.sh || $(head -c 64 -- "$file" | head -n 1 | tr -d '\0') =~ ^\#\!.*[/\ ](ba|da)?sh ]] && scripts+=("$file")
    done < <(project_files)
    shellcheck --external-sources -- "${scripts[@]}"
}

check_tidy() { python3 tests/house/tidy.py . build/dev; }

if (($#)); then
    for check in "$@"; do
        [[ " ${checks[*]} " == *" $check "* ]] || { echo "lint: '$check' is not one of: ${checks[*]}" >&2; exit 2; }
    done
    checks=("$@")
fi

passed=0 failed=0
for check in "${checks[@]}"; do
    started=$SECONDS
    if output=$("check_$check" 2>&1); then
        [[ $output != *"not looked at"* ]] || tail -n 1 <<<"$output"
        printf '%-12s ok      (%s s)\n' "$check" $((SECONDS - started))
        passed=$((passed + 1))
    else
        printf '%s\n' "$output"
        printf '%-12s failed  (%s s)\n' "$check" $((SECONDS - started))
        failed=$((failed + 1))
    fi
done
printf '%s passed, %s failed\n' "$passed" "$failed"
((failed == 0))
