<?xml version="1.0" encoding="UTF-8"?>
<!-- La feuille d'émargement : les séances tenues, qui les a signées, la place de ce qui reste à signer.
     Ni notes, ni objet des séances, ni travail personnel. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="papier.xsl"/>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre">Feuille d’émargement</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<xsl:call-template name="centre"/>
			<h1>Feuille d'émargement</h1>
			<p class="personne">Bilan de compétences</p>
			<dl>
				<div><dt>Bénéficiaire</dt><dd><xsl:value-of select="$personne"/></dd></div>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Conseil</xsl:with-param><xsl:with-param name="v" select="conseiller/Nom"/></xsl:call-template>
				<div><dt>Référence</dt><dd><xsl:value-of select="@reference"/></dd></div>
			</dl>
		</header>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<table class="seances">
			<caption>Séances tenues au <xsl:value-of select="Au"/></caption>
			<thead>
				<tr>
					<th scope="col">Date</th><th scope="col">Horaire</th><th scope="col">Durée</th><th scope="col">Mode</th>
					<th scope="col">Conduite par</th><th scope="col">Signature de la personne</th><th scope="col">Signature du conseil</th>
				</tr>
			</thead>
			<tbody><xsl:apply-templates select="journal/seance" mode="rang"/></tbody>
			<tfoot>
				<tr>
					<th scope="row">Total</th><td/><td data-nom="Durée"><xsl:value-of select="heures/Accompagnement"/></td>
					<td/><td/><td/><td/>
				</tr>
			</tfoot>
		</table>
		<xsl:if test="heures/Signe/@n != heures/Accompagnement/@n">
			<p>Dont signées des deux côtés : <xsl:value-of select="heures/Signe"/>.</p>
		</xsl:if>
	</xsl:template>

	<xsl:template match="seance" mode="rang">
		<tr>
			<th scope="row"><xsl:value-of select="Le"/></th>
			<td data-nom="Horaire">
				<xsl:value-of select="Debut"/>
				<xsl:if test="Debut and Fin">–<xsl:value-of select="Fin"/></xsl:if>
			</td>
			<td data-nom="Durée"><xsl:value-of select="Minutes"/></td>
			<td data-nom="Mode"><xsl:value-of select="Mode"/></td>
			<td data-nom="Conduite par"><xsl:value-of select="Conseiller_nom"/></td>
			<td data-nom="Signature de la personne">
				<xsl:call-template name="signature">
					<xsl:with-param name="main" select="signature[@qui = 'beneficiaire']"/>
					<xsl:with-param name="connexion" select="signature[@qui = 'connexion']"/>
				</xsl:call-template>
			</td>
			<td data-nom="Signature du conseil">
				<xsl:call-template name="signature"><xsl:with-param name="main" select="signature[@qui = 'conseiller']"/></xsl:call-template>
			</td>
		</tr>
	</xsl:template>

	<!-- Signé, tel jour ; à distance, un relevé de connexion en tient lieu ; sinon la place de signer. -->
	<xsl:template name="signature">
		<xsl:param name="main"/>
		<xsl:param name="connexion" select="/.."/>
		<xsl:choose>
			<xsl:when test="$main">signé le <xsl:value-of select="$main/Le"/></xsl:when>
			<xsl:when test="$connexion">connexion relevée le <xsl:value-of select="$connexion/Le"/></xsl:when>
			<xsl:otherwise><span class="blanc">……………………</span></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="faits" mode="style">
.seances { font-size: 0.9rem; }
.seances tbody th { white-space: nowrap; }
.seances .blanc { display: block; min-height: 2.4rem; }
@media (max-width: 42rem) {
	.seances thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
	.seances, .seances tbody, .seances tfoot, .seances tr, .seances th, .seances td { display: block; width: 100%; border: 0; padding: 0.1rem 0; }
	.seances tr { border-top: 1px solid var(--trait); padding: 0.7rem 0; }
	.seances td[data-nom]::before { content: attr(data-nom) " : "; color: var(--doux); font-size: 0.92rem; font-weight: 400; }
}
</xsl:template>

	<xsl:template match="faits" mode="pied">
		<footer class="pied"><p>Le travail personnel entre les séances n'est ni signé, ni compté ici.</p></footer>
	</xsl:template>
</xsl:stylesheet>
