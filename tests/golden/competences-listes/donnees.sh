bilan-competences -q -a experience 2026-0001 <<'F'
Id: x10
Nature: bénévolat
Debut: 2020
Employeur: Association Le Pré
Poste: Trésorière

Id: x2
Nature: emploi
Debut: 2011-09
Fin: 2019-06-14
Employeur: Café de l'Échange
Poste: Serveuse
F
bilan-competences -q -a formation 2026-0001 <<'F'
Debut: 2010
Fin: 2011
Intitule: BTS Tourisme
Organisme: Lycée Élie-Faure
Diplome: obtenu
F
bilan-competences -q -a competence 2026-0001 <<'F'
Id: c10
Type: savoir-faire
Enonce: Tenir une caisse,
+ juste au centime
Niveau: 4
Niveau_conseiller: 3
Envie: faible
Experience: x2
Experience: x10
Preuve: Attestation
Preuve: Lettre

Id: c2
Enonce: Écouter
F
bilan-competences -q -a interet 2026-0002 <<'F'
Nature: riasec
Enonce: Social
Rang: 1
Score: 18/20
Instrument: Essai
Version: 2
Le: 2026-02-02
F
