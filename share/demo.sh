#!/bin/sh
# demo.sh: a guided tour, in French, of one whole bilan and of one import, in a store made for it and thrown away.
#
#   sh share/demo.sh            install what is missing, build, play; the papers made stay in build/visite/
#   sh share/demo.sh --garder   the same, and keep the store, to look at it or to go on
#
# Every line shown after a « $ » is the one that runs. --au stands for today's date, so that the tour is the same on any day.
# Each step checks what it announced: the tour stops at the first difference, with status 1.
set -eu

garder=
case ${1:-} in
'') ;;
--garder) garder=oui ;;
--aide | --help)
	echo "sh share/demo.sh [--garder] : la visite d'un bilan entier, dans un dépôt d'essai, effacé à la fin sauf avec --garder ;"
	echo "les documents produits restent dans build/visite/"
	exit 0
	;;
*)
	echo "demo.sh: « $1 » n'est pas une option ; essayer --garder ou --aide" >&2
	exit 64
	;;
esac

cd "$(dirname "$0")/.."
racine=$PWD
. share/preparer.sh
preparer gcc libc6-dev make pkg-config libcsv-dev libjansson-dev libutf8proc-dev libxml2-dev libxslt1-dev

# Neither the user's settings nor his own store have a part in the tour.
unset MAKEFLAGS MAKELEVEL MFLAGS TZ BILAN_PARTAGE BILAN_PREFIXE BILAN_CONSEILLER XDG_CONFIG_HOME
export NO_COLOR=1
travail=$(mktemp -d)
finir() {
	if [ -n "$garder" ] && [ -d "$travail/depot" ]; then
		printf '\nTout est gardé dans %s ; pour continuer :\n' "$travail"
		printf '  export BILAN_DEPOT=%s/depot PATH=%s/build:$PATH\n' "$travail" "$racine"
	else
		rm -rf "$travail"
	fi
}
trap finir EXIT
trap 'exit 130' INT TERM

if ! make -s -j"$(nproc 2>/dev/null || echo 2)" all >"$travail/make" 2>&1; then
	cat "$travail/make" >&2
	echo "demo.sh: la construction a échoué ; lire ci-dessus" >&2
	exit 1
fi
rm -f "$travail/make"
PATH=$racine/build:$PATH
export BILAN_DEPOT=depot PATH
cp -R share/exemples/inscriptions.csv share/exemples/noemie "$travail/"
cd "$travail"

# --- The verbs of the tour

insecable=$(printf '\302\240')

titre() {
	printf '\n== %s\n' "$1"
}

dit() {
	echo
	printf '%s\n' "$@"
}

# joue [STATUS] COMMAND: print the line, run it, print what it says; it must end with STATUS (0).
joue() {
	voulu=0
	if [ $# -eq 2 ]; then
		voulu=$1
		shift
	fi
	printf '$ %s\n' "$1"
	commande=$1 rendu=0
	(eval "$1") >.reponse 2>&1 </dev/null || rendu=$?
	cat .reponse
	[ "$rendu" -eq "$voulu" ] || rate "code $voulu attendu, $rendu rendu"
}

# attend TEXT...: the last answer holds each of them, no-break spaces being read as spaces. Without TEXT: it is empty.
attend() {
	[ $# -gt 0 ] || [ ! -s .reponse ] || rate "aucune réponse n'était attendue"
	for texte in "$@"; do
		LC_ALL=C sed "s/$insecable/ /g" .reponse | grep -F -q -e "$texte" || rate "la réponse devait contenir « $texte »"
	done
}

rate() {
	printf '\ndemo.sh: la démonstration s'\''arrête ici : %s\n  %s\n' "$1" "$commande" >&2
	exit 1
}

# --- The tour

cat <<'FIN'
Un bilan de compétences, de la première rencontre au suivi à six mois.

Noémie Fabrègues n'existe pas. Le dépôt est créé pour cette visite, et effacé ensuite ; sa synthèse
reste, dans build/visite/.
Après chaque « $ », la ligne tapée, puis la réponse. Dans cette visite, --au=DATE tient lieu de
la date du jour ; dans la vie courante, cette option ne se tape pas.
FIN

titre "Ouvrir le dossier"
dit "La fiche vient d'un fichier : un nom ne se tape jamais sur une ligne de commande, où d'autres" \
	"sessions de la machine pourraient le lire. Sans fichier, bilan-new pose les questions."
joue 'cat noemie/dossier.rec'
dit "Le premier dossier crée aussi le dépôt, avec --creer. La réponse est la référence du dossier."
joue 'bilan-new --creer --au=16/02/2026 - <noemie/dossier.rec'
attend 2026-0001 '(roques)'
dit "Le dépôt, ce sont des fichiers de texte. Le nom du centre se corrige dans un éditeur, ou ainsi :"
joue "sed -i 's/^Nom: Centre\$/Nom: Espace bilan des Carmes/' depot/centre.rec"
dit "Les papiers pour le financeur demandent aussi l'adresse, les numéros et qui les signe :"
joue "sed -i '/^Nom: Espace/a SIRET: 73282932000074\nNDA: 76310998731\nAdresse: 12 rue des Tisserands, 31000 Toulouse\nRepresentant: Mme Solange Aubry\nQualite: directrice' depot/centre.rec"
joue 'cat depot/centre.rec'
attend 'Nom: Espace bilan des Carmes' 'NDA: 76310998731' 'Id: roques'

titre "Informer, recueillir l'accord, signer le contrat"
dit "Avant tout engagement, la fiche d'information se montre et se remet : la démarche, les droits, les" \
	"voies de financement ouvertes ce jour-là."
joue 'bilan-export --profil=information 2026-0001 --au=18/02/2026 -o information.txt'
joue "sed -n '/^Les droits/,/^Respecté/p' information.txt"
attend 'Libre :' 'consentement'
joue 'bilan-export --profil=information 2026-0001 --au=18/02/2026 --format=html -o information.html'
dit "L'entretien d'information est gratuit : il est daté, et ne compte jamais dans les heures."
joue 'bilan-log -a information 2026-0001 --au=18/02/2026 --resultat=accord'
attend '2026-0001 e2'
dit "Le bilan ne se fait qu'avec l'accord de la personne. Puis le contrat, proposé et signé."
joue 'bilan-log -a consentement-bilan 2026-0001 --au=26/02/2026'
joue 'bilan-log -a contrat-transmis 2026-0001 --au=26/02/2026'
joue 'bilan-log -a contrat-signe 2026-0001 --au=27/02/2026'
attend '2026-0001 e5'
joue 'bilan-liste --au=27/02/2026 --noms'
attend engage Fabrègues

titre "Phase préliminaire"
dit "Le bilan commence ; l'entrée est déclarée au financeur dans les trois jours ouvrés."
joue 'bilan-log -a entree 2026-0001 --au=16/03/2026'
joue 'bilan-log -a declaration-entree 2026-0001 --au=17/03/2026 --destinataire=caisse-des-depots --resultat=transmis'
joue 'bilan-log -a seance 2026-0001 --le=16/03/2026 --au=17/03/2026 --debut=14:00 --fin=16:00 --objet=demande'
attend '2026-0001 e8'
dit "Une note de séance se garde à part, dans bilans/ : le secrétariat ne la lit pas."
printf '%s\n' "Souhaite retrouver un métier d'équipe. À revoir : l'envie d'enseigner." >note.txt
joue 'cat note.txt'
joue 'bilan-log -a seance 2026-0001 --au=20/03/2026 --debut=14:00 --duree=2h --objet=objectifs --note=note.txt'
attend '2026-0001 e9'
dit "Les questions de l'entretien s'impriment, se remplissent avec elle, se reprennent. Chacune dit le" \
	"point de la loi qu'elle sert. Ne pas répondre est un droit."
joue 'bilan-projet --trame=preliminaire 2026-0001 --au=20/03/2026 >trame.txt'
joue 'sed -n "1,/P1-02/p" trame.txt'
attend P1-01
joue "sed -i '/^#: P1-01/,/^\$/ s/^\$/Libraire depuis quinze ans, dont dix à la Halle./' trame.txt"
joue 'bilan-projet --reprendre=trame.txt 2026-0001 --au=20/03/2026'
attend P1-01
dit "Ce qu'elle demande, avec ses mots, et ses trois objectifs, chacun avec le signe qui dira qu'il est" \
	"atteint (le fichier porte déjà les résultats, écrits le 11 mai). Cela est à elle, et va dans bilans/."
joue 'bilan-projet -a demande 2026-0001 --lire=noemie/demande.rec --au=20/03/2026'
joue 'bilan-projet -a objectif 2026-0001 --lire=noemie/objectifs.rec --au=20/03/2026'
attend '2026-0001 o3'

titre "Phase d'investigation"
dit "La phase et le mode sont repris de la séance précédente ; la phase change une fois, en tête."
joue 'bilan-log -a seance 2026-0001 --au=26/03/2026 --phase=investigation --debut=14:00 --duree=2h --objet=parcours'
dit "Une séance à venir est prévue…"
joue 'bilan-log -a seance 2026-0001 --au=26/03/2026 --le=02/04/2026 --statut=prevu --debut=9:30 --duree=2h --objet=competences'
joue 'bilan-log --prevu 2026-0001 --au=26/03/2026'
attend e11 '2 h 00'
dit "…puis tenue : rien à retaper, sauf ce qui a changé (un quart d'heure de plus)."
joue 'bilan-log --realise=e11 2026-0001 --au=02/04/2026 --duree=2h15'
attend '2026-0001 e12'
dit "Le parcours, puis les compétences, d'un fichier JSON et d'un tableur : vingt-cinq, chacune liée aux" \
	"expériences où elle s'est exercée."
joue 'bilan-competences -a experience 2026-0001 --lire=noemie/experiences.json --au=02/04/2026'
joue 'bilan-competences -q -a formation 2026-0001 --lire=noemie/formations.rec --au=02/04/2026'
joue 'bilan-competences -q -a competence 2026-0001 --lire=noemie/competences.csv --au=02/04/2026'
joue 'bilan-competences --experiences 2026-0001 --au=02/04/2026'
attend 'Librairie de la Halle'
dit "Une compétence sans preuve n'est encore qu'une déclaration. Il en reste trois à étayer :"
joue 'bilan-competences --sans-preuve 2026-0001 --au=02/04/2026'
attend c3 c19 c24
dit "Entre deux séances, le travail de la personne : noté, jamais compté comme accompagnement."
joue 'bilan-log -a travail 2026-0001 --au=07/04/2026 --duree=2h --objet=preuves'
joue 'bilan-log -a passation 2026-0001 --au=08/04/2026 --duree=45min --objet=interets'
dit "Le 9 avril, un train supprimé. L'absence ne compte pas dans les heures ; son motif est un code," \
	"jamais une phrase, ni une raison de santé."
joue 'bilan-log -a absence 2026-0001 --au=09/04/2026 --duree=2h --motif=transport'
attend '2026-0001 e15'
joue 'bilan-log -a seance 2026-0001 --au=10/04/2026 --debut=10:00 --duree=3h --objet=interets'
dit "Deux heures, et non trois : la ligne est corrigée. L'ancienne reste dans le fichier, et ne" \
	"compte plus."
joue 'bilan-log --corrige=e16 2026-0001 --au=10/04/2026 --duree=2h'
attend '2026-0001 e17'
dit "Et la séance a été saisie une seconde fois, par mégarde : la ligne en trop est rayée."
joue 'bilan-log -a seance 2026-0001 --au=10/04/2026 --debut=10:00 --duree=2h --objet=interets'
joue 'bilan-log --raye=e18 2026-0001 --au=10/04/2026 --motif=doublon'
attend '2026-0001 e19'
joue 'bilan-competences -q -a interet 2026-0001 --lire=noemie/interets.rec --au=10/04/2026'
dit "À distance : le relevé de connexion tiendra lieu de signature."
joue 'bilan-log -a seance 2026-0001 --au=16/04/2026 --mode=visio --debut=17:30 --duree=2h --objet=pistes'
joue 'bilan-log -a emargement 2026-0001 --au=17/04/2026 --suite=e20 --signe=conseiller,connexion'
attend '2026-0001 e21'
dit "Une rencontre de terrain : sa nature et sa durée. Ce qu'elle apprend n'entre pas au journal."
joue 'bilan-log -a enquete 2026-0001 --au=20/04/2026 --duree=1h30 --objet=entretien'
joue 'bilan-log -a seance 2026-0001 --au=22/04/2026 --mode=presentiel --debut=14:00 --duree=2h --objet=enquetes'
attend '2026-0001 e23'
dit "Quatre pistes, leurs états datés avec leur raison, et trois personnes du métier rencontrées : les" \
	"faits, leurs opinions et ce qu'elle en conclut, à part, et jamais un nom."
joue 'bilan-projet -q -a piste 2026-0001 --lire=noemie/pistes.rec --au=29/04/2026'
joue 'bilan-projet -q -a etat-piste 2026-0001 --lire=noemie/etats-pistes.rec --au=29/04/2026'
joue 'bilan-projet -q -a enquete 2026-0001 --lire=noemie/enquetes.rec --au=29/04/2026'
joue 'bilan-projet --pistes 2026-0001 --au=29/04/2026'
attend retenue alternative ecartee en-pause
dit "Ce qu'elle pèse pour choisir, et ce qu'un seul point changerait. Un veto met une piste à part."
joue 'bilan-projet -q -a critere 2026-0001 --lire=noemie/criteres.rec --au=29/04/2026'
joue 'bilan-projet -q -a score 2026-0001 --lire=noemie/scores.rec --au=29/04/2026'
joue 'bilan-projet --matrice 2026-0001 --au=29/04/2026'
attend 'ordre avec les poids' veto
dit "Ce qui ne peut pas être vrai est refusé, et rien n'est écrit."
joue 65 'bilan-log -a seance 2026-0001 --au=22/04/2026 --le=31/04/2026 --duree=2h'
attend '31/04/2026'

titre "Phase de conclusion"
joue 'bilan-log -a seance 2026-0001 --au=29/04/2026 --phase=conclusion --debut=14:00 --duree=2h --objet=projet'
joue 'bilan-log -a seance 2026-0001 --au=06/05/2026 --debut=14:00 --duree=2h --objet=plan'
joue 'bilan-log -a seance 2026-0001 --au=11/05/2026 --debut=14:00 --fin=15:45 --objet=synthese'
dit "Le projet, le besoin de formation, sept actions datées ; puis ce que la conseillère et Noémie" \
	"écrivent ensemble, et les observations de Noémie, qui sont à elle."
joue 'bilan-projet -q -a projet 2026-0001 --lire=noemie/projet.rec --au=11/05/2026'
joue 'bilan-projet -q -a besoin 2026-0001 --lire=noemie/besoins.rec --au=11/05/2026'
joue 'bilan-projet -q -a action 2026-0001 --lire=noemie/actions.csv --au=11/05/2026'
joue 'bilan-projet -q -a section 2026-0001 --lire=noemie/sections.rec --au=11/05/2026'
joue 'bilan-projet -q -a observation 2026-0001 --lire=noemie/observations.rec --au=11/05/2026'
joue 'bilan-projet --actions 2026-0001 --au=11/05/2026'
attend 'a1' '18 mai 2026' '11 déc. 2026'
dit "Ce que la loi demande à un bilan, point par point : servi, ou non, et où."
joue 'bilan-projet --couverture 2026-0001 --au=11/05/2026'
attend R6313-4-2-projet 'bilans/2026-0001/projet.rec'
dit "Le certificat de réalisation attend la fin du bilan, et que chaque heure soit signée."
joue 77 'bilan-export --profil=certificat 2026-0001 --au=11/05/2026'
attend refus
dit "Les signatures du papier, d'un coup : toutes les séances tenues qui ne sont pas encore signées."
joue 'bilan-log --emarger 2026-0001 --au=11/05/2026'
attend '2026-0001 e27'
dit "Le bilan est fini."
joue 'bilan-log -a fin 2026-0001 --au=11/05/2026'
dit "La synthèse, pour l'écran ou le papier : du texte, et une page qui s'ouvre dans un navigateur et" \
	"s'imprime. Elle se relit ensemble avant d'être remise."
joue 'bilan-synthese 2026-0001 --au=11/05/2026 -o synthese.txt'
joue 'bilan-synthese 2026-0001 --au=11/05/2026 --format=html -o synthese.html'
joue 'head -n 40 synthese.txt'
attend 'Noémie Fabrègues' 'retrouver une équipe'
dit "La synthèse est remise à la personne, qui en est seule propriétaire. Elle décide de ce que le" \
	"centre garde pour le suivi ; le reste doit être détruit."
joue 'bilan-log -a remise 2026-0001 --au=11/05/2026'
joue 'bilan-log -a conservation-accord 2026-0001 --au=11/05/2026 --porte=synthese'
joue 'bilan-log -a declaration-sortie 2026-0001 --au=12/05/2026 --objet=service-total --destinataire=caisse-des-depots --resultat=transmis'
attend '2026-0001 e31'

dit "Pour le financeur, les heures et les signatures, et rien d'autre : ces papiers n'ouvrent pas bilans/."
joue 'bilan-export --profil=certificat 2026-0001 --au=12/05/2026 -o certificat.txt'
joue 'cat certificat.txt'
attend '20 h' 'bilan de compétences' 'Solange Aubry'
joue 'bilan-export --profil=certificat 2026-0001 --au=12/05/2026 --format=html -o certificat.html'
joue 'bilan-export --profil=emargement 2026-0001 --au=12/05/2026 --format=html -o emargement.html'

titre "Relire"
dit "Tout le bilan, sur un écran : seules les lignes qui comptent."
joue 'bilan-log 2026-0001 --au=12/05/2026'
attend 'interets e16' 'doublon e18' 'absent    2 h 00'
dit "Les heures : vingt, toutes signées. Le plancher est de 13 heures, le plafond de 24."
joue 'bilan-log --total 2026-0001 --au=12/05/2026'
attend '4 h 00        10 h 15      5 h 45         20 h 00   20 h 00    4 h 15    2 h 00    0 h 00'
joue 'bilan-log --total --par=phase 2026-0001 --au=12/05/2026'
attend 'investigation         10 h 15   10 h 15'
joue 'bilan-liste --au=12/05/2026'
attend termine accord '20 h 00'
dit "Dans les fichiers, une ligne du journal se lit sans aucun outil :"
joue "sed -n '/^Id: e17\$/,/^Objet/p' depot/dossiers/2026-0001/journal.rec"
attend 'Minutes: 120' 'Objet: interets'
dit "L'administratif d'un côté, le bilan de l'autre ; chacun n'est ouvert qu'à qui en a le droit."
joue "stat -c '%A  %n' depot/dossiers/2026-0001/*.rec depot/bilans/2026-0001/*.rec"
attend '-rw-------  depot/bilans/2026-0001/notes.rec'

titre "Six mois après"
dit "Chaque matin, bilan-relance dit qui appeler. Le 12 octobre, personne : aucune ligne."
joue 'bilan-relance --au=12/10/2026'
attend
dit "Le 2 novembre, c'est le moment."
joue 'bilan-relance --au=02/11/2026 --noms'
attend fenêtre Fabrègues '12 nov. 2026'
dit "Pourquoi le 12, et non le 11 ? La commande s'explique."
joue 'bilan-relance --au=02/11/2026 --expliquer=2026-0001'
attend '11 novembre 2026'
dit "Un message est laissé : pendant une semaine, la liste laisse le temps de répondre."
joue 'bilan-log -a message-laisse 2026-0001 --au=02/11/2026'
joue 'bilan-relance --au=04/11/2026'
attend
dit "Pas de réponse au bout de huit jours : le dossier revient, avec sa tentative. L'appel aboutit."
joue 'bilan-relance --au=10/11/2026'
attend 2026-0001 ' -2         1  roques'
joue 'bilan-log -a contact 2026-0001 --au=10/11/2026 --canal=telephone --resultat=joint'
dit "L'entretien a lieu le 17. Ce qui s'y dit va dans bilans/. Le dossier est clos, et sort de la liste."
joue 'bilan-log -a suivi-fait 2026-0001 --au=17/11/2026'
joue 'bilan-projet -q -a suivi 2026-0001 --lire=noemie/suivi.rec --au=17/11/2026'
joue 'bilan-projet -q -a suivi-action 2026-0001 --lire=noemie/suivi-actions.rec --au=17/11/2026'
dit "Le plan, et ce qu'il est devenu ; puis le compte rendu, pour elle."
joue 'bilan-projet --suivi 2026-0001 --au=17/11/2026'
attend reportee 'faite 5'
joue 'bilan-synthese --document=suivi 2026-0001 --au=17/11/2026 --format=html -o suivi.html'
joue 'bilan-log -a cloture 2026-0001 --au=17/11/2026 --motif=suivi-fait'
joue 'bilan-relance --au=18/11/2026'
attend
joue 'bilan-liste --au=18/11/2026'
attend clos

titre "Reprendre le tableur des inscriptions"
dit "Un fichier comme il en existe partout : vingt lignes d'un tableur, avec leurs fautes. Les bonnes" \
	"sont ouvertes, les autres nommées à la ligne et à la colonne, et mises de côté."
joue 65 'bilan-new inscriptions.csv --au=18/11/2026 --rejets=rejets.csv'
attend 2026-0002 2026-0016 'inscriptions.csv:7:115: erreur: date-impossible' 'rejets.csv'
dit "Les trois lignes refusées, dans la forme du fichier d'origine, avec le motif en dernière colonne :"
joue "iconv -f CP1252 -t UTF-8 rejets.csv | cut -d ';' -f 1,4,17-"
attend BC-2026-016 BC-2026-017 BC-2026-019
dit "Elles sont corrigées (ici par une commande, d'ordinaire dans le tableur), puis redonnées."
joue "sed -i -e 's/;30.02.2026;/;27\/02\/2026;/' -e 's/;Mme;;/;Mme;Brossard;/' -e 's/;deux mille;/;1600;/' rejets.csv"
joue 'bilan-new -q rejets.csv --au=18/11/2026'
attend 2026-0017 2026-0018 2026-0019
dit "Redonner un fichier, par mégarde, n'ouvre rien deux fois :"
joue 'bilan-new rejets.csv --au=18/11/2026'
attend 'deja-ouvert: déjà ouvert : 2026-0017'

titre "Un parcours sur mesure"
dit "Seize heures en huit semaines, hors jours fériés, posées d'un coup, puis changées librement."
joue 'bilan-log -q --planifier=16h 2026-0005 --le=23/11/2026 --debut=14:00 --au=18/11/2026'
joue 'bilan-log --prevu 2026-0005 --type=seance --au=18/11/2026'
attend a-venir conclusion
dit "Une séance prévue est tenue, déplacée, manquée ou annulée : rien à retaper."
joue 'bilan-log --realise=e2 2026-0005 --duree=2h15 --au=23/11/2026'
joue 'bilan-log --deplace=e4 2026-0005 --le=01/12/2026 --debut=9:30 --au=23/11/2026'
joue 'bilan-log --prevu 2026-0005 --periode=23/11/2026..01/12/2026 --au=23/11/2026'
attend tenu '0 h 15' deplace
dit "Une tâche à faire d'ici là, prise dans la banque du centre ; son temps n'entre jamais dans les heures."
joue 'bilan-log --tache=preuves 2026-0005 --le=30/11/2026 --au=23/11/2026'
joue 'bilan-projet --taches 2026-0005 --au=23/11/2026'
attend preuves
dit "Et une feuille pour la personne :"
joue 'bilan-synthese --document=taches 2026-0005 --au=23/11/2026 -o taches.txt'
joue 'head -n 30 taches.txt'
attend 'preuves'

titre "Enchaîner les commandes"
dit "Retrouver quelqu'un, sans accents ni majuscules, et sans que le nom soit une option :"
joue 'echo oeuvrard | bilan-liste --cherche --noms --au=18/11/2026'
attend 2026-0004 Œuvrard
dit "Une liste se donne telle quelle à la commande suivante : ici, l'entretien d'information de tous" \
	"les nouveaux inscrits de M. Ferrand."
joue 'bilan-liste --etat=prospect --conseiller=ferrand --au=18/11/2026 | bilan-log -a information - --au=18/11/2026'
attend '2026-0003 e2'
dit "Une séance notée pour deux personnes, puis les heures des bilans en cours, et de Noémie, en CSV :"
joue 'bilan-log -a seance 2026-0004 2026-0006 --au=18/11/2026 --duree=1h30 --objet=demande'
joue 'bilan-liste --etat=en-cours,clos --au=18/11/2026 | bilan-log --total - --au=18/11/2026 --format=csv'
attend '"2026-0001","240","615","345","1200","1200","255","120","0"' '"2026-0006","90"'
dit "Pour un tableur, --format=csv-excel ; pour un programme, tsv, json ou jsonl :"
joue 'bilan-liste 2026-0001 --au=18/11/2026 --format=jsonl'
attend '"etat":"clos"' '"minutes":1200'

titre "Vérifier"
dit "Tout est relu, les fichiers, les codes, les liens, les droits. Rien à dire : aucune ligne."
joue 'bilan-verifier --au=18/11/2026'
attend
dit "Les fichiers se modifient dans un éditeur. Une faute de frappe est nommée à sa place."
joue "sed -i 's/^Le: 2026-11-18\$/Le: 2026-11-81/' depot/dossiers/2026-0004/journal.rec"
joue 65 'bilan-verifier --au=18/11/2026'
attend 'dossiers/2026-0004/journal.rec:15:5: erreur: date-impossible'
joue "sed -i 's/^Le: 2026-11-81\$/Le: 2026-11-18/' depot/dossiers/2026-0004/journal.rec"
joue 'bilan-verifier --au=18/11/2026'
attend

visite=$racine/build/visite
rm -rf "$visite"
mkdir -p "$visite"
cp synthese.txt synthese.html suivi.html information.html certificat.txt certificat.html emargement.html "$visite/"
printf '\nÀ ouvrir : %s/synthese.html, et à côté la même en texte, la fiche d'\''information, le certificat,\nla feuille d'\''émargement et le compte rendu du suivi.\n' "$visite"

dit "Fin de la visite. Pour continuer : bilan-new --aide, bilan-log --aide, et les pages de man/."
