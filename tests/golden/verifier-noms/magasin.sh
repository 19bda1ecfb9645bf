# Un dépôt sain de N dossiers ; e RÉF LIGNE… ajoute un événement à la main, f FICHIER LIGNE… un enregistrement.
depot() {
	i=0; { echo 'Nom;Prénom;Financement;Conseiller(ère)'; while [ $((i += 1)) -le "$1" ]; do echo "Cœuret-$i;Zoé;CPF;Mme Cazals"; done; } >p.csv
	bilan-new --creer -q p.csv --au=2026-01-05 >/dev/null
}
e() { j=depot/dossiers/$1/journal.rec; shift; f $j "$@" 'Saisi: 2026-01-12T09:41:07+01:00' 'Par: mcazals'; }
f() { j=$1; shift; { echo; printf '%s\n' "$@"; } >>"$j"; }
