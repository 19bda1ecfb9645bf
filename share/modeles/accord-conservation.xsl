<?xml version="1.0" encoding="UTF-8"?>
<!-- L'accord de conservation (R. 6313-7) : ce qui est gardé pour le suivi, jusqu'à quand. La durée vient de la règle conservation-max. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="papier.xsl"/>

	<xsl:variable name="regle" select="/faits/regle[@id = 'conservation-max']"/>
	<xsl:variable name="suivi" select="/faits/regle[@id = 'suivi-6-mois']"/>
	<!-- La dernière décision, si c'est un accord. -->
	<xsl:variable name="accord" select="/faits/journal/conservation[last()][Resultat = 'accord']"/>
	<xsl:variable name="porte" select="concat(' ', translate(normalize-space($accord/Porte), ',', ' '), ' ')"/>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre">Accord de conservation</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<xsl:call-template name="centre"/>
			<h1>Accord de conservation</h1>
			<p class="personne">Bilan de compétences</p>
			<dl>
				<div><dt>Bénéficiaire</dt><dd><xsl:value-of select="$personne"/></dd></div>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Conseil</xsl:with-param><xsl:with-param name="v" select="conseiller/Nom"/></xsl:call-template>
				<div><dt>Fin du bilan</dt><dd><xsl:call-template name="ou-points"><xsl:with-param name="v" select="parcours/Fin_le"/></xsl:call-template></dd></div>
				<div><dt>Référence</dt><dd><xsl:value-of select="@reference"/></dd></div>
			</dl>
		</header>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<p>
			<xsl:text>Les documents d'un bilan sont détruits dès qu'il est fini. La personne peut demander qu'une partie en soit gardée, par écrit, parce que le suivi
			en a besoin</xsl:text>
			<xsl:if test="$regle"><xsl:value-of select="concat(' : ', $regle/Valeur, ' au plus (', translate($regle/Article, ' ', '&#160;'), ' du code du travail)')"/></xsl:if>
			<xsl:text>. Elle en garde de toute façon son propre exemplaire.</xsl:text>
		</p>
		<section class="finir">
			<p>
				<xsl:text>Je, soussigné(e) </xsl:text><xsl:value-of select="$personne"/>
				<xsl:text>, accepte que le centre garde, pour l'entretien de suivi</xsl:text>
				<xsl:if test="$suivi"><xsl:value-of select="concat(' proposé ', $suivi/Valeur, ' après la fin')"/></xsl:if>
				<xsl:text> :</xsl:text>
			</p>
			<ul style="list-style: none; padding-left: 0">
				<li><xsl:call-template name="case"><xsl:with-param name="oui" select="contains($porte, ' synthese ')"/></xsl:call-template> la synthèse</li>
				<li><xsl:call-template name="case"><xsl:with-param name="oui" select="contains($porte, ' plan ')"/></xsl:call-template> le plan d'action</li>
				<li>
					<xsl:call-template name="case"><xsl:with-param name="oui" select="contains($porte, ' d')"/></xsl:call-template>
					<xsl:text> un autre document : ……………………………………</xsl:text>
				</li>
			</ul>
			<dl>
				<div><dt>Jusqu'au</dt><dd>
					<xsl:choose>
						<xsl:when test="$accord/Jusqu_a"><xsl:value-of select="$accord/Jusqu_a"/></xsl:when>
						<xsl:when test="parcours/Garde_max"><xsl:value-of select="concat('…………………… , le ', parcours/Garde_max, ' au plus tard')"/></xsl:when>
						<xsl:when test="$regle"><xsl:value-of select="concat('…………………… , ', $regle/Valeur, ' au plus après la fin')"/></xsl:when>
						<xsl:otherwise>……………………</xsl:otherwise>
					</xsl:choose>
				</dd></div>
			</dl>
			<p>☐ Je préfère que rien ne soit gardé.</p>
			<div class="signature">
				<p>Le <xsl:call-template name="ou-points"><xsl:with-param name="v" select="$accord/Le"/></xsl:call-template></p>
				<p>Signature de la personne :</p>
			</div>
		</section>
		<section>
			<h2>Ce que cet accord veut dire</h2>
			<ul>
				<li>Ce qui n'est pas coché est détruit.</li>
				<li>Seul le conseil qui fait le suivi y accède ; rien n'est communiqué à quelqu'un d'autre.</li>
				<li>L'accord se retire à tout moment, par un mot au centre<xsl:if test="organisme/Courriel"> (<xsl:value-of select="organisme/Courriel"/>)</xsl:if>, sans
					dire pourquoi : ce qui est gardé est alors détruit.</li>
				<li>Sans accord, le suivi se fait avec l'exemplaire de la personne.</li>
			</ul>
		</section>
	</xsl:template>

	<xsl:template name="case">
		<xsl:param name="oui"/>
		<xsl:choose><xsl:when test="$oui">☒</xsl:when><xsl:otherwise>☐</xsl:otherwise></xsl:choose>
	</xsl:template>

	<xsl:template match="faits" mode="pied"/>
</xsl:stylesheet>
