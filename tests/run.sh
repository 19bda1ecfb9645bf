#!/bin/sh
# run.sh: every test of the project; the last line is `N passed, N failed`, the status 0 only when none failed.
#
#   sh tests/run.sh           install what is missing, build (gcc, sanitizers, clang; warnings are errors), run all
#   sh tests/run.sh BUILD     run what stands built in BUILD (this is `make check`)
#
# What counts as one test: a check of tests/unit, a line `ok NAME` or `not ok NAME: why` printed by an executable of tests/cmd,
# tests/fault or tests/examples. A program that dies without a `not ok`, or prints neither, is one failure.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0

# Neither the user's settings nor those of a make that calls us change a result.
unset TZ MAKEFLAGS MAKELEVEL MFLAGS NO_COLOR BILAN_DEPOT BILAN_PARTAGE BILAN_PREFIXE BILAN_CONSEILLER XDG_DATA_HOME XDG_CONFIG_HOME
export LC_ALL=C PYTHONDONTWRITEBYTECODE=1 CK_FORK=yes CK_DEFAULT_TIMEOUT=60

show() {
	echo "---- $1"
	grep -a -v '^ok ' "$log" | tail -n 60
	echo "----"
}

# count NAME STATUS OK FAILED: one line, and the output when there is something to see.
count() {
	ok=$3 bad=$4
	if [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
		echo "status $2" >>"$log"
	elif [ $((ok + bad)) -eq 0 ]; then
		bad=1
		echo "no test was run" >>"$log"
	fi
	passed=$((passed + ok)) failed=$((failed + bad))
	printf '%-36s %5d passed, %d failed\n' "$1" "$ok" "$bad"
	[ "$bad" -eq 0 ] || show "$1"
}

# A program that prints ok and not ok lines.
program() {
	name=$1
	shift
	"$@" >"$log" 2>&1 </dev/null
	status=$?
	count "$name" $status "$(grep -a -c '^ok\( \|$\)' "$log")" "$(grep -a -c '^not ok\( \|$\)' "$log")"
}

units() {
	"$1/unit/suites" >"$log" 2>&1 </dev/null
	status=$?
	set -- "$1" $(sed -n 's/^[0-9]*%: Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\).*/\1 \2 \3/p' "$log")
	bad=$((${3:-0} + ${4:-0}))
	count "unit ($1)" $status $((${2:-0} - bad)) $bad
}

build() {
	name=$1
	shift
	make -s "-j$(nproc 2>/dev/null || echo 2)" "$@" >"$log" 2>&1 </dev/null
	status=$?
	if [ $status -eq 0 ]; then count "$name" 0 1 0; else count "$name" $status 0 1; fi
}

everything() {
	case $1 in /*) BILAN_BUILD=$1 ;; *) BILAN_BUILD=$root/$1 ;; esac
	export BILAN_BUILD
	units "$1"
	for t in tests/cmd/* tests/fault/* tests/examples/*; do
		[ -f "$t" ] && [ -x "$t" ] || continue
		case $t in
		# The oracle of dates interrogates a program of ours, given by its path.
		tests/cmd/dates-oracle) program "$t" "$root/$t" "$root/$1/unit/date_oracle" ;;
		*) program "$t" "$root/$t" ;;
		esac
	done
}

sanitized() {
	case $1 in /*) BILAN_BUILD=$1 ;; *) BILAN_BUILD=$root/$1 ;; esac
	export BILAN_BUILD
	units "$1"
	program "tests/cmd/run ($1)" "$root/tests/cmd/run"
}

case ${1:-} in
*/san | san) sanitized "${1#"$root"/}" ;;
?*) everything "${1#"$root"/}" ;;
*)
	. "$root/share/preparer.sh"
	preparer gcc libc6-dev make pkg-config libcsv-dev libjansson-dev libutf8proc-dev libxml2-dev libxslt1-dev check \
		libsubunit-dev recutils strace python3 python3-holidays mandoc jq clang libclang-rt-dev binutils util-linux || exit
	build "build (gcc)" WERROR=1 all units
	everything build
	build "build (sanitizers)" SANITIZE=1 all units
	sanitized build/san
	build "build (clang)" CC=clang BUILD=build/clang WERROR=1 all units
	if [ -n "${CI:-}" ]; then # a minute of each; by hand, enough to see that the harness lives
		build "fuzz (60 s each)" fuzz FUZZ_FLAGS='-max_total_time=60'
	else
		build "fuzz (20000 runs each)" fuzz FUZZ_FLAGS='-seed=1 -runs=20000 -max_total_time=20'
	fi
	;;
esac
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
