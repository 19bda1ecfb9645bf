bilan-new --creer -q inscriptions.csv >/dev/null
l() { bilan-log -q -a "$@" --au=2026-11-23; }
l seance 2026-0001 --le=2026-01-12 --debut=14:00 --duree=2h --lieu='Salle « Été »'
l seance 2026-0001 --le=2026-02-02 --duree=3h --phase=investigation --mode=visio --conseiller=ferrand
l seance 2026-0001 --le=2026-02-09 --duree=1h15 --phase=conclusion
l travail 2026-0001 --le=2026-02-05 --duree=90min
l absence 2026-0001 --le=2026-02-06 --duree=1h --mode=telephone
l fin 2026-0001 --le=2026-03-02
l seance 2026-0002 --le=2026-01-12 --duree=1h
l seance 2026-0002 --le=2026-12-01 --duree=2h --statut=prevu --phase=investigation
l paiement 2026-0002 --le=2026-02-01 --montant=1600
bilan-log -q --emarger 2026-0001 --jusqu-a=2026-02-02 --le=2026-02-02
