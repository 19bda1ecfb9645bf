#!/bin/sh
# exemples.sh BUILD FOLDER: the papers of the two invented people, as pages in FOLDER, from a store made for it.
#
# Noémie's journal is that of the tour (share/demo.sh), her own records share/exemples/noemie/; those of Idriss stand in
# tests/golden/synthese-idriss/. A paper that cannot be made stops everything: its message is on standard error.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$2"
build=$(cd "$1" && pwd)
pages=$(cd "$2" && pwd)
unset BILAN_PREFIXE BILAN_CONSEILLER XDG_CONFIG_HOME TZ
export PATH="$build:$PATH" BILAN_PARTAGE="$root/share"
for command in bilan-new bilan-log bilan-competences bilan-projet bilan-synthese bilan-export; do
	[ -x "$build/$command" ] || { echo "exemples.sh: $command n'est pas construit dans $build ; lancer make" >&2; exit 78; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# in_store NAME: a store of its own for each, so that both have the reference 2026-0001.
in_store() {
	mkdir "$work/$1"
	cd "$work/$1"
	export BILAN_DEPOT="$work/$1/depot"
}

# add FOLDER KIND:FILE...: the person's own records, in an order in which each names only those before it.
add() {
	from=$1
	shift
	for pair; do
		kind=${pair%%:*}
		case $kind in
		experience | formation | competence | interet) command=bilan-competences ;;
		*) command=bilan-projet ;;
		esac
		$command -q -a "$kind" 2026-0001 --lire="$from/${pair#*:}"
	done
}

# papers NAME DATE
papers() {
	bilan-synthese 2026-0001 --au="$2" --format=html -o "$pages/synthese-$1.html"
	bilan-export --profil=certificat 2026-0001 --au="$2" --format=html -o "$pages/certificat-$1.html"
	bilan-export --profil=emargement 2026-0001 --au="$2" --format=html -o "$pages/emargement-$1.html"
}

in_store noemie
own=$root/share/exemples/noemie
bilan-new -q --creer --au=2026-02-16 "$own/dossier.rec" >reference
sed -i 's/^Nom: Centre$/Nom: Espace bilan des Carmes\
SIRET: 40917352300013\
NDA: 76311234531\
Representant: Mme Roques\
Qualite: responsable du centre/' depot/centre.rec
echo "Souhaite retrouver un métier d'équipe." >note.txt
sed -n "s/^joue '\(bilan-log -.* 2026-0001 .*\)'\$/\1 -q/p" "$root/share/demo.sh" | grep -v -e '--prevu' -e '--total' >journal.sh
. ./journal.sh >/dev/null
add "$own" demande:demande.rec objectif:objectifs.rec experience:experiences.json formation:formations.rec \
	competence:competences.csv interet:interets.rec piste:pistes.rec etat-piste:etats-pistes.rec enquete:enquetes.rec \
	projet:projet.rec action:actions.csv besoin:besoins.rec section:sections.rec observation:observations.rec \
	suivi:suivi.rec suivi-action:suivi-actions.rec
papers noemie 2026-11-18
bilan-export --profil=information 2026-0001 --au=2026-02-18 --format=html -o "$pages/information-noemie.html"
bilan-synthese 2026-0001 --document=suivi --au=2026-11-18 --format=html -o "$pages/suivi-noemie.html"
bilan-log -q --tache=ligne-de-vie 2026-0001 --le=2026-03-30 --au=2026-11-18
bilan-log -q --tache=valeurs 2026-0001 --le=2026-04-13 --au=2026-11-18
bilan-synthese 2026-0001 --document=taches --au=2026-03-25 --format=html -o "$pages/taches-noemie.html"

in_store idriss
own=$root/tests/golden/synthese-idriss
bilan-new -q --creer --au=2026-08-25 "$own/dossier.rec" >reference
bilan-log -q --au=2026-11-18 --lire="$own/seances.rec"
add "$own" demande:demande.rec objectif:objectifs.rec experience:experiences.rec competence:competences.rec \
	interet:interets.rec piste:pistes.rec enquete:enquetes.rec projet:projet.rec action:actions.rec section:sections.rec
bilan-log -q --emarger 2026-0001 --au=2026-11-18
papers idriss 2026-11-18
