#!/bin/sh
# banc.sh [N] [--fois=R] [--dans=DIR] [--lent]: figures of this toolkit, of the floors and of the peers, side by side.
# N cases (100 000), R runs of each (7). DIR keeps the data, and is used again when it already holds them; without it they
# go to a temporary folder on disk and are removed. --lent adds what recutils does on one big file: minutes, and 700 MiB of
# memory for 1 000 cases; so with 5 000 cases at most.
set -eu
ici=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
racine=$(CDPATH='' cd -- "$ici/../.." && pwd)
outils=$racine/build/bench
mkdir -p "$outils"
for nom in generer plancher chrono; do
	${CC:-cc} -std=gnu11 -D_GNU_SOURCE -O2 -pthread -o "$outils/$nom" "$ici/$nom"*.c
done
exec /usr/bin/python3 -B "$ici/banc.py" "$racine/build" "$@"
