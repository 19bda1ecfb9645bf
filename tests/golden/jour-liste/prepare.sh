for n in Lévêque Noël Ôtis; do printf 'Nom: %s\nVoie: cpf\nConseiller: Mme Roques\nOuvert: 2026-03-02\n' $n; echo; done | bilan-new --creer -q >refs
printf 'Nom: Çelik\nVoie: cpf\nConseiller: M. Bastide\nOuvert: 2026-03-02\n' | bilan-new -q
for i in 1 2 3 4; do bilan-log -q -a seance 2026-000$i --le=2026-03-09 --debut=$((12 + i)):00 --duree=1h --statut=prevu; done
