# Une personne, un centre décrit en entier ; ce que disent ensuite les listes et le certificat, au dernier jour.
bilan-new --creer -q personne.rec >/dev/null
sed 's/^Nom: Centre$/Nom: Centre de Foix\nSIRET: 73282932000074\nNDA: 76310123431\nRepresentant: Mme Aurèle Pujol\nQualite: directrice/' depot/centre.rec >c
cat c >depot/centre.rec
rm c
l() { bilan-log -q "$@" 2026-0001 --au=$au; }
bilan() {
	bilan-log --prevu 2026-0001 --type=seance,travail --au=$au --format=tsv | cut -f 2-5,8,10-15
	bilan-log --prevu 2026-0001 --au=$au | grep '^#'
	bilan-log --total 2026-0001 --au=$au
	bilan-liste --au=$au
	bilan-export --profil=certificat 2026-0001 --au=$au | grep -e Dates -e Durée
	bilan-export --profil=certificat 2026-0001 --au=$au --format=xml | grep -c '<Signe'
}
