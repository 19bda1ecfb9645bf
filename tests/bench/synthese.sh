#!/bin/sh
# synthese.sh [FOIS]: one HTML synthesis as a whole process (the case of share/exemples/noemie), FOIS runs of each (41), in turn; beside it
# the floors (a program that does nothing; one that is only linked with libxml2 and libxslt) and the peers: xsltproc with the same
# facts and stylesheet, pandoc from the plain text. Medians; bars: 1.5 x xsltproc, start 4.5 x the empty program.
set -eu
ici=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
racine=$(CDPATH='' cd -- "$ici/../.." && pwd)
construit=${BILAN_BUILD:-$racine/build}
exemple=$racine/share/exemples/noemie
travail=$(mktemp -d)
trap 'rm -rf "$travail"' EXIT
export BILAN_PARTAGE=$racine/share BILAN_DEPOT=$travail/depot LC_ALL=C.UTF-8 PATH="$construit:$PATH"

# --- The case
cd "$travail"
bilan-new --creer -q --au=2026-02-16 "$exemple/dossier.rec" >/dev/null
for phase in preliminaire investigation conclusion; do
	bilan-log -q -a seance 2026-0001 --le=2026-03-16 --au=2026-05-12 --phase=$phase --duree=4h
done
bilan-log -q -a fin 2026-0001 --le=2026-05-11 --au=2026-05-12
ajoute() {
	commande=$1
	shift
	for genre; do
		f=$(ls "$exemple" | grep -E "^$(printf '%s' "$genre" | sed 's/-/s?-/')s?\\.")
		$commande -q -a "$genre" 2026-0001 --lire="$exemple/$f" >/dev/null
	done
}
ajoute bilan-competences experience formation competence interet
ajoute bilan-projet demande objectif piste etat-piste enquete projet action besoin section observation
bilan-synthese 2026-0001 --au=2026-05-12 --format=xml 2>/dev/null >faits.xml
bilan-synthese 2026-0001 --au=2026-05-12 2>/dev/null >synthese.txt

# --- The floors
echo 'int main(void) { return 0; }' >rien.c
printf '#include <libxslt/xslt.h>\nint main(void) { xsltInit(); return 0; }\n' >charge.c
${CC:-cc} -O2 -o rien rien.c
# Words are split on purpose. shellcheck disable=SC2046
${CC:-cc} -O2 $(pkg-config --cflags libxslt) -o charge charge.c $(pkg-config --libs libxslt libxml-2.0)
${CC:-cc} -std=gnu11 -D_GNU_SOURCE -O2 -o chrono "$ici/chrono.c"

exec /usr/bin/python3 -B - "${1:-41}" "$racine/share/modeles/synthese.xsl" <<'FIN'
import shutil
import statistics
import subprocess
import sys

turns, sheet = int(sys.argv[1]), sys.argv[2]
OURS = ["bilan-synthese", "2026-0001", "--au=2026-05-12"]
JOBS = {
    "un programme qui ne fait rien": ["./rien"],
    "lié à libxml2 et libxslt": ["./charge"],
    "bilan-synthese --version": ["bilan-synthese", "--version"],
    "bilan-synthese --format=html": [*OURS, "--format=html"],
    "bilan-synthese --format=texte": OURS,
    "bilan-synthese --format=xml": [*OURS, "--format=xml"],
    "xsltproc, les mêmes faits": ["xsltproc", "--nonet", sheet, "faits.xml"],
    "pandoc, du texte au HTML": ["pandoc", "-f", "markdown", "-t", "html", "-s", "--metadata", "title=x", "synthese.txt"],
}
times = {name: [] for name, words in JOBS.items() if shutil.which(words[0])}
for turn in range(turns + 1):
    for name in times:
        if name.startswith("pandoc") and turn > 7:
            continue
        said = subprocess.run(["./chrono", "sortie", *JOBS[name]], capture_output=True, text=True, check=True)
        ns, _, status = map(int, said.stdout.split())
        if status:
            sys.exit(f"{name}: code {status}: {said.stderr}")
        if turn:
            times[name].append(ns / 1e6)
median = {name: statistics.median(v) for name, v in times.items()}
for name in JOBS:
    print(f"{name:<32}" + (f"{median[name]:9.2f} ms" if name in median else "   absent"))
empty, html = median["un programme qui ne fait rien"], median["bilan-synthese --format=html"]
start = median["bilan-synthese --version"] / empty
print(f"démarrage : {start:.2f} fois le programme vide (au plus 4,5)")
if "xsltproc, les mêmes faits" in median:
    print(f"synthèse HTML : {html / median['xsltproc, les mêmes faits']:.2f} fois xsltproc (au plus 1,5)")
if "pandoc, du texte au HTML" in median:
    print(f"pandoc prend {median['pandoc, du texte au HTML'] / html:.0f} fois plus de temps (au moins 10)")
FIN
