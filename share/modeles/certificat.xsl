<?xml version="1.0" encoding="UTF-8"?>
<!-- Le certificat de réalisation : qui, quand, combien d'heures. Rien du contenu du bilan, ni de ses résultats.
     La durée est celle des séances signées. Trois ans : voir la règle « preuves » dans regles/regles.rec. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="papier.xsl"/>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre">Certificat de réalisation</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<xsl:call-template name="centre"/>
			<h1>Certificat de réalisation</h1>
			<p class="personne">Bilan de compétences</p>
		</header>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<p>
			<xsl:text>Je, soussigné(e) </xsl:text>
			<xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="organisme/Representant"/></xsl:call-template>
			<xsl:text>, </xsl:text>
			<xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="organisme/Qualite"/></xsl:call-template>
			<xsl:text>, représentant le centre nommé ci-dessus, atteste que l'action suivante a été réalisée :</xsl:text>
		</p>
		<dl>
			<div><dt>Bénéficiaire</dt><dd><xsl:value-of select="$personne"/></dd></div>
			<xsl:call-template name="terme"><xsl:with-param name="nom">Employeur</xsl:with-param><xsl:with-param name="v" select="dossier/Employeur"/></xsl:call-template>
			<div><dt>Intitulé</dt><dd>Bilan de compétences</dd></div>
			<div><dt>Dates</dt><dd><xsl:value-of select="concat('du ', parcours/Debut_le, ' au ', parcours/Fin_le)"/></dd></div>
			<div><dt>Durée réalisée</dt><dd><xsl:value-of select="heures/Signe"/></dd></div>
			<div><dt>Référence</dt><dd><xsl:value-of select="@reference"/></dd></div>
		</dl>
		<p>Nature de l'action (article L.&#160;6313-1 du code du travail) :</p>
		<ul style="list-style: none; padding-left: 0">
			<li>☐ action de formation</li>
			<li>☒ bilan de compétences</li>
			<li>☐ action de validation des acquis de l'expérience</li>
			<li>☐ action de formation par apprentissage</li>
		</ul>
		<p>Les pièces qui justifient ce certificat sont gardées trois ans après la fin de l'année du dernier paiement, plus longtemps si
			des fonds européens y contribuent, et sans préjudice des délais fiscaux, comptables et commerciaux.</p>
		<section class="finir">
			<p>Fait à …………………………………… le <xsl:value-of select="Au"/></p>
			<div class="signature"><p>Nom, qualité, signature et cachet :</p></div>
		</section>
	</xsl:template>

	<xsl:template match="faits" mode="pied"/>
</xsl:stylesheet>
