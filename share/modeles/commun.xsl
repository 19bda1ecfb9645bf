<?xml version="1.0" encoding="UTF-8"?>
<!-- Ce que tous les documents partagent : la page, les noms, les textes de plusieurs lignes, les périodes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
	xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">

	<xsl:variable name="dossier" select="/faits/dossier"/>
	<xsl:variable name="bilan" select="/faits/bilan"/>
	<xsl:variable name="personne" select="normalize-space(concat($dossier/Civilite, ' ', $dossier/Prenom, ' ', $dossier/Nom))"/>
	<!-- Dans le texte, « Mme Fabrègues » ; sans civilité, prénom et nom. -->
	<xsl:variable name="elle">
		<xsl:choose>
			<xsl:when test="$dossier/Civilite"><xsl:value-of select="concat($dossier/Civilite, ' ', $dossier/Nom)"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="$personne"/></xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<!-- « de Mme Fabrègues », « d'Idriss Zemmouri » -->
	<xsl:variable name="d-elle">
		<xsl:call-template name="de"><xsl:with-param name="nom" select="$elle"/></xsl:call-template>
	</xsl:variable>

	<xsl:template name="de">
		<xsl:param name="nom"/>
		<xsl:choose>
			<xsl:when test="$nom and contains('AÀÂEÉÈÊIÎOÔUÛYaàâeéèêiîoôuûy', substring($nom, 1, 1))"><xsl:value-of select="concat('d’', $nom)"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="concat('de ', $nom)"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Qui écrit : son nom, ou le rôle noté par un code ; sans rien, la personne. -->
	<xsl:template name="auteur">
		<xsl:choose>
			<xsl:when test="not(Auteur) or Auteur = 'beneficiaire'"><xsl:value-of select="$elle"/></xsl:when>
			<xsl:when test="Auteur = 'conseiller' and /faits/conseiller/Nom"><xsl:value-of select="/faits/conseiller/Nom"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="Auteur"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- La page : titre de la fenêtre, feuille de style, corps. -->
	<xsl:template name="page">
		<xsl:param name="titre"/>
		<html lang="fr">
			<head>
				<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
				<meta name="viewport" content="width=device-width, initial-scale=1"/>
				<meta name="robots" content="noindex"/>
				<title><xsl:value-of select="$titre"/><xsl:if test="$personne"><xsl:value-of select="concat(' — ', $personne)"/></xsl:if></title>
				<style><xsl:call-template name="style"/><xsl:apply-templates select="." mode="style"/></style>
			</head>
			<body>
				<xsl:apply-templates select="." mode="tete"/>
				<main><xsl:apply-templates select="." mode="corps"/></main>
				<xsl:apply-templates select="." mode="pied"/>
			</body>
		</html>
	</xsl:template>

	<!-- Ce qu'un document ajoute à la feuille de style. -->
	<xsl:template match="*" mode="style"/>

	<!-- Un texte : ses alinéas, ou lui-même. -->
	<xsl:template match="*" mode="texte">
		<xsl:choose>
			<xsl:when test="p"><xsl:for-each select="p"><p><xsl:value-of select="."/></p></xsl:for-each></xsl:when>
			<xsl:otherwise><p><xsl:value-of select="."/></p></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<!-- Le même dans une phrase ou une cellule. -->
	<xsl:template match="*" mode="ligne">
		<xsl:choose>
			<xsl:when test="p"><xsl:for-each select="p"><xsl:if test="position() != 1"><br/></xsl:if><xsl:value-of select="."/></xsl:for-each></xsl:when>
			<xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<!-- Plusieurs valeurs d'un champ : une liste, ou la seule. -->
	<xsl:template name="valeurs">
		<xsl:param name="v"/>
		<xsl:choose>
			<xsl:when test="count($v) &gt; 1"><ul><xsl:for-each select="$v"><li><xsl:apply-templates select="." mode="ligne"/></li></xsl:for-each></ul></xsl:when>
			<xsl:otherwise><xsl:apply-templates select="$v" mode="ligne"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<!-- Un terme et sa valeur ; rien sans valeur. -->
	<xsl:template name="terme">
		<xsl:param name="nom"/>
		<xsl:param name="v"/>
		<xsl:if test="$v">
			<div><dt><xsl:value-of select="$nom"/></dt><dd><xsl:call-template name="valeurs"><xsl:with-param name="v" select="$v"/></xsl:call-template></dd></div>
		</xsl:if>
	</xsl:template>

	<!-- « de septembre 2016 à juin 2019 », « depuis 2019 », « 2002 » -->
	<xsl:template name="periode">
		<xsl:variable name="debut"><xsl:call-template name="jour-ou-mois"><xsl:with-param name="d" select="Debut"/></xsl:call-template></xsl:variable>
		<xsl:variable name="fin"><xsl:call-template name="jour-ou-mois"><xsl:with-param name="d" select="Fin"/></xsl:call-template></xsl:variable>
		<xsl:choose>
			<xsl:when test="Debut and Fin and Debut != Fin"><xsl:value-of select="concat($debut, ' – ', $fin)"/></xsl:when>
			<xsl:when test="Debut and not(Fin) and self::experience"><xsl:value-of select="concat('depuis ', $debut)"/></xsl:when>
			<xsl:when test="Debut"><xsl:value-of select="$debut"/></xsl:when>
			<xsl:when test="Fin"><xsl:value-of select="concat('jusqu’en ', $fin)"/></xsl:when>
		</xsl:choose>
	</xsl:template>
	<!-- Dans un parcours en bref, le jour n'apporte rien. -->
	<xsl:template name="jour-ou-mois">
		<xsl:param name="d"/>
		<xsl:choose>
			<xsl:when test="string-length($d/@iso) = 10"><xsl:value-of select="substring-after($d, '&#160;')"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="$d"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Un dessin et sa légende. -->
	<xsl:template name="dessin">
		<xsl:param name="nom"/>
		<xsl:param name="legende"/>
		<xsl:variable name="svg" select="/faits/figure[@nom = $nom]/svg:svg"/>
		<xsl:if test="$svg">
			<figure><xsl:copy-of select="$svg"/><figcaption><xsl:value-of select="$legende"/></figcaption></figure>
		</xsl:if>
	</xsl:template>

	<xsl:template name="style">
:root { color-scheme: light dark; --encre: #1f2733; --doux: #4d5866; --trait: #c8ced6; --fond: #ffffff; --autour: #f1efea; --accent: #17596b; --teinte: #eef4f5; }
@media (prefers-color-scheme: dark) {
	:root { --encre: #e6e8eb; --doux: #aab3bf; --trait: #46505c; --fond: #181c21; --autour: #101317; --accent: #86c5d4; --teinte: #1f282d; }
}
* { box-sizing: border-box; }
html { background: var(--autour); }
body { margin: 0 auto; max-width: 50rem; padding: 2.5rem clamp(1rem, 6vw, 4rem) 3rem; background: var(--fond); color: var(--encre); font: 1.0625rem/1.55 "Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, Palatino, Georgia, serif; overflow-wrap: break-word; }
h1, h2, h3, h4, dt, th, figcaption, caption, .cartouche, svg text { font-family: system-ui, "Segoe UI", "Source Sans 3", "Noto Sans", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.95rem; line-height: 1.2; font-weight: 650; margin: 1.6rem 0 0.3rem; }
h2 { font-size: 1.35rem; line-height: 1.3; font-weight: 650; color: var(--accent); border-bottom: 2px solid var(--accent); padding-bottom: 0.3rem; margin: 2.8rem 0 1rem; }
h3 { font-size: 1.1rem; font-weight: 650; margin: 1.9rem 0 0.5rem; }
h4 { font-size: 1rem; font-weight: 650; margin: 1.3rem 0 0.3rem; }
h1, h2, h3, h4 { break-after: avoid; }
p { margin: 0.5rem 0; }
p, li, dd { orphans: 3; widows: 3; }
ul, ol { padding-left: 1.3rem; margin: 0.4rem 0; }
li { margin: 0.25rem 0; }
dd ul { padding-left: 1.1rem; margin: 0; }
.personne { font-size: 1.35rem; margin: 0 0 1.2rem; }
.cartouche { font-size: 0.95rem; color: var(--doux); margin: 0; }
.auteur { color: var(--doux); font-size: 0.95rem; font-style: italic; }
blockquote { margin: 0.7rem 0; padding: 0.1rem 0 0.1rem 1.1rem; border-left: 3px solid var(--accent); font-style: italic; }
blockquote footer { font-style: normal; color: var(--doux); font-size: 0.95rem; }
dl { margin: 0.6rem 0; }
dl div { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 1rem; padding: 0.22rem 0; }
.parcours div { grid-template-columns: 14.5rem 1fr; }
dt { color: var(--doux); font-size: 0.92rem; padding-top: 0.1rem; }
dd { margin: 0; }
.chaine { border: 1px solid var(--trait); border-radius: 6px; padding: 0.4rem 1rem; background: var(--teinte); }
.chaine div { padding: 0.45rem 0; break-inside: avoid; }
.chaine div + div { border-top: 1px solid var(--trait); }
.chaine dt { color: var(--accent); font-weight: 600; }
.manque { color: var(--doux); font-style: italic; }
.fiche { break-inside: avoid; border-top: 1px solid var(--trait); padding: 0.55rem 0 0.5rem; }
.fiche h4 { margin: 0 0 0.15rem; }
.fiche dl { margin: 0.2rem 0 0; font-size: 0.98rem; }
.fiche dl div { padding: 0.08rem 0; }
figure { margin: 1.1rem 0; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; color: var(--accent); }
figure svg text { fill: var(--encre); }
.repere { fill: var(--fond); }
figcaption { color: var(--doux); font-size: 0.92rem; margin-top: 0.5rem; }
table { border-collapse: collapse; width: 100%; margin: 0.9rem 0; font-size: 0.95rem; line-height: 1.4; }
caption { text-align: left; color: var(--doux); font-size: 0.92rem; padding-bottom: 0.35rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.7rem 0.4rem 0; border-bottom: 1px solid var(--trait); }
th { font-weight: 600; font-size: 0.9rem; }
thead th { border-bottom: 2px solid var(--encre); color: var(--doux); }
tbody th { font-weight: 400; font-size: 0.95rem; }
tfoot th, tfoot td { font-weight: 650; border-bottom: 0; }
th.nombre, td.nombre { text-align: right; padding-right: 0; white-space: nowrap; }
.cote { display: grid; grid-template-columns: minmax(0, 1fr) 15rem; gap: 0 2.5rem; align-items: start; break-inside: avoid; }
.cote figure { margin: 0.9rem 0; }
.cote figure svg { max-width: 24rem; }
.large tbody p { margin: 0.15rem 0 0; }
.large tbody ul { padding-left: 1.1rem; margin: 0; }
.large tbody th { font-family: inherit; }
.large th[scope="rowgroup"] { font-weight: 650; color: var(--accent); padding-top: 0.9rem; font-family: system-ui, "Segoe UI", "Source Sans 3", "Noto Sans", Helvetica, Arial, sans-serif; }
.competences thead th:first-child { width: 47%; }
.competences thead th:nth-child(2) { width: 21%; }
.plan thead th:first-child { width: 2rem; }
.plan thead th:nth-child(2) { width: 43%; }
.listes { columns: 2 17rem; column-gap: 2.2rem; }
.liste { break-inside: avoid; }
.listes h3 { margin-top: 1.1rem; }
.detail { color: var(--doux); font-size: 0.92rem; margin: 0.2rem 0 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2rem; margin: 1rem 0; break-inside: avoid; }
.signature { border: 1px solid var(--trait); border-radius: 6px; padding: 0.6rem 0.9rem; min-height: 7.5rem; }
.signature p { margin: 0; }
.finir { break-inside: avoid; }
body footer.pied { margin-top: 2.5rem; border-top: 2px solid var(--accent); padding-top: 0.8rem; color: var(--doux); font-size: 0.93rem; break-inside: avoid; }
@media (max-width: 42rem) {
	body { padding: 1.2rem 1rem 2rem; font-size: 1rem; }
	h1 { font-size: 1.55rem; }
	dl div, .cote, .parcours div { grid-template-columns: 1fr; }
	.large thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
	.large, .large tbody, .large tr, .large th, .large td { display: block; width: 100%; border: 0; padding: 0.1rem 0; }
	.large tr { border-top: 1px solid var(--trait); padding: 0.7rem 0; }
	.large td[data-nom]::before { content: attr(data-nom) " : "; color: var(--doux); font-size: 0.92rem; }
	.signatures { grid-template-columns: 1fr; }
}
@media print {
	:root { color-scheme: light; --encre: #14181f; --doux: #444c56; --trait: #b9bfc7; --fond: #ffffff; --autour: #ffffff; --accent: #17596b; --teinte: #f4f7f8; }
	html { font-size: 9.6pt; }
	body { max-width: none; padding: 0; font-size: 9.6pt; line-height: 1.38; }
	h2 { margin-top: 1.6rem; }
	h3 { margin-top: 1.1rem; }
	table { line-height: 1.3; font-size: 9pt; margin: 0.5rem 0; }
	th, td { padding-top: 0.22rem; padding-bottom: 0.22rem; }
	.large .detail { margin-top: 0; }
	.large li { margin: 0; }
	.chaine { padding: 0.2rem 0.8rem; }
	.chaine div { padding: 0.25rem 0; }
}
@page { size: A4; margin: 16mm 18mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #444c56; } }
</xsl:template>
</xsl:stylesheet>
