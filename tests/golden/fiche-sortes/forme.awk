# Une ligne de « sortes » en rec, csv ou json (-v forme=).
{
	n = split($0, t, "|")
	for (i = 2; i <= n; i++) {
		nom = t[i]; sub(/=.*/, "", nom); valeur = substr(t[i], length(nom) + 2)
		rec = rec nom ": " valeur "\n"
		noms = noms (i > 2 ? "," : "") nom; valeurs = valeurs (i > 2 ? "," : "") "\"" valeur "\""
		json = json (i > 2 ? "," : "") "\"" tolower(nom) "\":\"" valeur "\""
	}
	printf "%s", forme == "rec" ? rec : forme == "csv" ? noms "\n" valeurs "\n" : "{" json "}\n"
}
