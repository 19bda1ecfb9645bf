#!/bin/sh
# navigateur.sh: the pages that the commands write, seen in a browser: `make navigateur`, not a part of the everyday tests.
#
#   tests/navigateur/navigateur.sh [--pages] [PAGE.html...]
#
# Without a page: those of the examples (exemples.sh). --pages: also writes what a reader sees, in build/navigateur/pages/, to
# be looked at. Each line is `ok NAME` or `not ok NAME: why`; the status is 0 when all is well, 78 when a tool is missing.
# The driver (playwright-core) and the rules of accessibility (axe-core) are those of package-lock.json; npm puts them in
# build/navigateur/ the first time, with the network. The browser is the system's own Chromium; it asks the network nothing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=${BILAN_BUILD:-$root/build}
work=$build/navigateur

missing=
for tool in node:nodejs npm:npm chromium:chromium pdfinfo:poppler-utils pdftotext:poppler-utils; do
	command -v "${tool%%:*}" >/dev/null 2>&1 || missing="$missing ${tool#*:}"
done
if [ -n "$missing" ]; then
	echo "make navigateur : il manque des outils ; sous Debian : apt-get install$(printf '%s\n' $missing | sort -u | sed 's/^/ /' | tr -d '\n')" >&2
	exit 78
fi

mkdir -p "$work"
if ! cmp -s "$here/package-lock.json" "$work/installed.json"; then
	cp "$here/package.json" "$here/package-lock.json" "$work/"
	if ! (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$work/npm.log" 2>&1; then
		cat "$work/npm.log" >&2
		echo "make navigateur : npm n'a pas pu installer axe-core et playwright-core ; vérifier le réseau, puis recommencer" >&2
		exit 78
	fi
	cp "$here/package-lock.json" "$work/installed.json"
fi

CHROMIUM=$(command -v chromium)
export CHROMIUM
shots=
if [ "${1:-}" = --pages ]; then
	shots=--pages
	shift
fi
if [ $# -gt 0 ]; then
	exec node "$here/pages.mjs" "$work" $shots "$@"
fi

# What would accept a page where everything is wrong proves nothing about the others.
node "$here/pages.mjs" "$work" "$here/mauvaise.html" >"$work/mauvaise.log" 2>&1 || :
unseen=
while IFS= read -r fault; do
	grep -F -q -e "$fault" "$work/mauvaise.log" || unseen="$unseen « $fault »"
done <"$here/mauvaise.txt"
if [ -n "$unseen" ] || grep -q '^ok ' "$work/mauvaise.log"; then
	echo "not ok mauvaise.html: unseen:$unseen"
	sed 's/^/# /' "$work/mauvaise.log"
	exit 1
fi
echo "ok mauvaise.html: refusée"

rm -rf "$work/exemples"
sh "$here/exemples.sh" "$build" "$work/exemples" || { echo "not ok exemples.sh: status $?"; exit 1; }
exec node "$here/pages.mjs" "$work" $shots "$work"/exemples/*.html
