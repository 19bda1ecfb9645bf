<?xml version="1.0" encoding="UTF-8"?>
<!-- L'accord de communication : un document, un destinataire, une raison, une durée. Ceux qui sont notés et non retirés, chacun avec sa
     place pour signer ; sans aucun, des lignes à remplir. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="papier.xsl"/>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre">Accord de communication</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<xsl:call-template name="centre"/>
			<h1>Accord de communication</h1>
			<p class="personne">Bilan de compétences</p>
			<dl>
				<div><dt>Bénéficiaire</dt><dd><xsl:value-of select="$personne"/></dd></div>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Conseil</xsl:with-param><xsl:with-param name="v" select="conseiller/Nom"/></xsl:call-template>
				<div><dt>Référence</dt><dd><xsl:value-of select="@reference"/></dd></div>
			</dl>
		</header>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<xsl:variable name="accords" select="journal/consentement[Objet/@code = 'communication' and not(Retire_le)]"/>
		<p>La personne qui fait un bilan est seule destinataire de ses résultats détaillés et de sa synthèse. Personne d'autre ne peut les recevoir
			sans son accord (L.&#160;6313-4 du code du travail).</p>
		<xsl:choose>
			<xsl:when test="$accords"><xsl:for-each select="$accords"><xsl:call-template name="accord"/></xsl:for-each></xsl:when>
			<xsl:otherwise><xsl:call-template name="accord"><xsl:with-param name="a" select="/.."/></xsl:call-template></xsl:otherwise>
		</xsl:choose>
		<section>
			<h2>Ce que cet accord veut dire</h2>
			<ul>
				<li>Seul le document nommé est communiqué, au seul destinataire nommé.</li>
				<li>Il est libre : le refuser n'a aucune conséquence sur le bilan, ni sur son financement.</li>
				<li>Il se retire à tout moment, par un mot au centre<xsl:if test="organisme/Courriel"> (<xsl:value-of select="organisme/Courriel"/>)</xsl:if>, sans
					dire pourquoi. Rien n'est plus communiqué ensuite ; ce qui l'a été ne peut être repris.</li>
			</ul>
		</section>
	</xsl:template>

	<xsl:template name="accord">
		<xsl:param name="a" select="."/>
		<section class="finir">
			<p>Je, soussigné(e) <xsl:value-of select="$personne"/>, autorise le centre à communiquer :</p>
			<dl class="chaine">
				<div><dt>Quel document</dt><dd><xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="$a/Document"/></xsl:call-template></dd></div>
				<div><dt>À qui</dt><dd><xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="$a/Destinataire"/></xsl:call-template></dd></div>
				<div><dt>Nom, service</dt><dd>……………………………………</dd></div>
				<div><dt>Pour quoi faire</dt><dd>…………………………………………………………………………</dd></div>
				<div><dt>Valable jusqu'au</dt><dd><xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="$a/Jusqu_a"/></xsl:call-template></dd></div>
			</dl>
			<div class="signature">
				<p>Accord donné le <xsl:call-template name="ou-points"><xsl:with-param name="v" select="$a/Le"/></xsl:call-template></p>
				<p>Signature de la personne :</p>
			</div>
		</section>
	</xsl:template>

	<xsl:template match="faits" mode="pied"/>
</xsl:stylesheet>
