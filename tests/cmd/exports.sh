# Trois bilans : fini et signé, fini mais signé en partie, arrêté ; un quatrième, à peine ouvert. Les deux premiers ont un
# employeur, que seul le premier a mis au courant. Le centre est décrit en entier.
bilan-new --creer -q personnes.rec >/dev/null
sed '/^Nom: Centre/{s/.*/Nom: Centre de l'"'"'Écharpe/;r organisme.rec
}' depot/centre.rec >c && cat c >depot/centre.rec && rm c
l() { bilan-log -q -a "$@" --au=2026-11-23; }
l seance 2026-0001 --le=2026-01-12 --debut=14:00 --duree=2h --lieu='Salle « Été »'
l seance 2026-0001 --le=2026-02-02 --debut=09:30 --duree=3h --phase=investigation --mode=visio --conseiller=ferrand
l seance 2026-0001 --le=2026-02-09 --duree=1h15 --phase=conclusion --mode=presentiel
l travail 2026-0001 --le=2026-02-05 --duree=90min
l absence 2026-0001 --le=2026-02-06 --duree=1h
l fin 2026-0001 --le=2026-03-02
bilan-log -q --emarger 2026-0001 --jusqu-a=2026-02-02 --le=2026-02-02
bilan-log -q --emarger 2026-0001 --le=2026-03-02
bilan-log -q --corrige=e3 2026-0001 --fin=12:00 --au=2026-11-23
l seance 2026-0002 --le=2026-01-12 --debut=10:00 --duree=1h
l seance 2026-0002 --le=2026-01-19 --debut=10:00 --duree=2h --phase=investigation --mode=visio
l seance 2026-0002 --le=2026-12-01 --duree=2h --statut=prevu --phase=conclusion
bilan-log -q --emarger 2026-0002 --jusqu-a=2026-01-12 --le=2026-01-12
l emargement 2026-0002 --suite=e3 --signe=connexion --le=2026-01-19
l fin 2026-0002 --le=2026-02-27
l seance 2026-0003 --le=2026-01-14 --duree=1h30
bilan-log -q --emarger 2026-0003 --le=2026-01-14
l arret 2026-0003 --le=2026-01-30 --auteur=beneficiaire --motif=emploi
mv depot/dossiers/2026-0003 depot/archives/
