bilan-projet -q -a demande 2026-0001 <<'F'
Motif: Évoluer
Attente: Un métier
+ sans écran
Amenagement: Des pauses
F
bilan-projet -q -a objectif 2026-0001 <<'F'
Enonce: Choisir une piste
Signe: Une piste écrite
Travail: Deux enquêtes
Travail: Une visite

Enonce: Retrouver confiance
Resultat: Atteint
F
bilan-projet -q -a piste 2026-0001 <<'F'
Id: p10
Titre: Comptable
Etat: a-explorer
Le: 2026-01-12

Id: p2
Titre: Chargée d'accueil
Raison: à regarder

Id: p3
Titre: Fleuriste
Etat: ecartee
Le: 2026-03-09
Raison: les horaires
F
bilan-projet -q -a etat-piste 2026-0001 <<'F'
Piste: p10
Le: 2026-02-16
Etat: ecartee
Raison: trop long

Piste: p10
Le: 2026-02-02
Etat: retenue

Piste: p10
Le: 2026-02-16
Etat: rechange
Raison: une formation courte existe

Piste: p3
Le: 2026-03-02
Etat: retenue
F
bilan-projet -q -a enquete 2026-0001 <<'F'
Piste: p2
Le: 2026-02-10
Nature: visite
Fonction: responsable d'accueil
Mode: presentiel
Minutes: 90
Fait: Deux postes ouverts
Opinion: Métier usant
Conclusion: À garder
Effet: renforce
F
bilan-projet -q -a projet 2026-0001 <<'F'
Piste: p10
Titre: Comptable
Type: rechange

Piste: p2
Titre: Chargée d'accueil
Type: retenu
Strategie: D'abord un remplacement
F
bilan-projet -q -a besoin 2026-0002 <<'F'
Nature: formation
Enonce: Anglais de l'accueil
Raison: Deux offres sur trois le demandent
F
bilan-projet -q -a action 2026-0001 <<'F'
Action: Appeler la mairie
Echeance: 2026-04-06
Etat: faite
Qui: la personne
Premier_pas: Trouver le numéro
Ressource: Une amie
Obstacle: Le trac
Plan_b: Écrire
Signe: Un rendez-vous

Action: S'inscrire

Action: Écrire
+ une lettre
Echeance: 2026-03-30
Etat: a-faire

Action: Visiter
Echeance: 2026-05-04
F
echo 'Action: Voir' | bilan-projet -q -a action 2026-0002
