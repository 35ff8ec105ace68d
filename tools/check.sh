#!/bin/sh
# Every check, one after the other; counts the failures instead of stopping at the first.
bin=.venv/bin
failed=0
step() {
	name="$1"; shift
	if "$@"; then echo "ok      $name"; else echo "FAILED  $name"; failed=$((failed + 1)); fi
}
step "lint" $bin/ruff check -q .
step "format" $bin/ruff format -q --check .
step "types" $bin/mypy
step "imports" $bin/lint-imports --no-logo
step "sizes" $bin/python tools/check_lengths.py
step "queries" $bin/python tools/check_views.py
step "terms" $bin/python tools/check_terms.py
step "spelling" $bin/codespell src tests docs tools README.md CONTRIBUTING.md GLOSSARY.md
step "packs" $bin/yamllint -s src/firstyear/packs
step "templates" $bin/djlint --quiet --lint src/firstyear_web
echo "$failed failed"
[ "$failed" = 0 ]
