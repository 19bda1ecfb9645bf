<?xml version="1.0" encoding="UTF-8"?>
<!-- Le constat d'arrêt ou d'interruption : qui, quand, pourquoi, ce qui a été fait et remis, ce que la personne en dit.
     Rien du contenu du bilan. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="papier.xsl"/>

	<xsl:variable name="acte" select="/faits/acte"/>
	<xsl:variable name="pause" select="$acte/@type = 'interruption'"/>
	<xsl:variable name="titre">
		<xsl:choose><xsl:when test="$pause">Constat d’interruption</xsl:when><xsl:otherwise>Constat d’arrêt avant la fin</xsl:otherwise></xsl:choose>
	</xsl:variable>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre" select="$titre"/></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<xsl:call-template name="centre"/>
			<h1><xsl:value-of select="$titre"/></h1>
			<p class="personne">Bilan de compétences</p>
			<dl>
				<div><dt>Bénéficiaire</dt><dd><xsl:value-of select="$personne"/></dd></div>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Conseil</xsl:with-param><xsl:with-param name="v" select="conseiller/Nom"/></xsl:call-template>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Financement</xsl:with-param><xsl:with-param name="v" select="parcours/Voie"/></xsl:call-template>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Commencé le</xsl:with-param><xsl:with-param name="v" select="parcours/Debut_le"/></xsl:call-template>
				<div><dt>Référence</dt><dd><xsl:value-of select="@reference"/></dd></div>
			</dl>
		</header>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<section>
			<h2><xsl:choose><xsl:when test="$pause">L'interruption</xsl:when><xsl:otherwise>L'arrêt</xsl:otherwise></xsl:choose></h2>
			<dl>
				<div><dt><xsl:choose><xsl:when test="$pause">Suspendu le</xsl:when><xsl:otherwise>Arrêté le</xsl:otherwise></xsl:choose></dt><dd><xsl:value-of select="$acte/Le"/></dd></div>
				<xsl:if test="$pause"><div><dt>Repris le</dt><dd><xsl:call-template name="ou-points"><xsl:with-param name="v" select="$acte/Reprise_le"/></xsl:call-template></dd></div></xsl:if>
				<div><dt>À la demande de</dt><dd><xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="$acte/Auteur"/></xsl:call-template></dd></div>
				<div><dt>Motif</dt><dd><xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="$acte/Motif"/></xsl:call-template></dd></div>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Pour le financeur</xsl:with-param><xsl:with-param name="v" select="$acte/Motif_financeur"/></xsl:call-template>
				<div><dt>Force majeure</dt><dd><xsl:choose><xsl:when test="$acte/Force_majeure"><xsl:value-of select="$acte/Force_majeure"/></xsl:when><xsl:otherwise>non</xsl:otherwise></xsl:choose></dd></div>
			</dl>
		</section>
		<section>
			<h2>Ce qui a été fait</h2>
			<xsl:call-template name="heures-faites"/>
		</section>
		<section>
			<h2>Ce qui a été remis à la personne</h2>
			<xsl:variable name="remis" select="piece[not(Destinataire) and (Remis_le or Transmis_le or Accuse_le or Signe_le)]"/>
			<xsl:choose>
				<xsl:when test="$remis"><ul><xsl:apply-templates select="$remis" mode="remis"/></ul></xsl:when>
				<xsl:otherwise><p>Aucun papier n'est noté comme remis au <xsl:value-of select="Au"/>.</p></xsl:otherwise>
			</xsl:choose>
			<p>Ce qui a été produit pendant le bilan appartient à la personne, et lui est remis si elle ne l'a pas encore.</p>
		</section>
		<section class="finir">
			<h2>La réponse de la personne</h2>
			<xsl:choose>
				<xsl:when test="$acte/reponse">
					<p><xsl:call-template name="majuscule"><xsl:with-param name="t" select="$elle"/></xsl:call-template><xsl:text> </xsl:text><strong><xsl:value-of select="$acte/reponse/Resultat"/></strong> ce constat, le <xsl:value-of select="$acte/reponse/Le"/>.</p>
				</xsl:when>
				<xsl:otherwise>
					<p><strong>Réponse de la personne : pas encore reçue.</strong></p>
					<ul style="list-style: none; padding-left: 0"><li>☐ je confirme ce constat</li><li>☐ je conteste ce constat</li></ul>
					<p>Ce que je souhaite ajouter : ……………………………………</p>
				</xsl:otherwise>
			</xsl:choose>
			<xsl:call-template name="deux-signatures">
				<xsl:with-param name="gauche">Pour le centre :</xsl:with-param>
				<xsl:with-param name="droite" select="concat($personne, ' :')"/>
			</xsl:call-template>
			<p>Fait le <xsl:value-of select="Au"/>, en deux exemplaires.</p>
		</section>
	</xsl:template>

	<xsl:template match="piece" mode="remis">
		<li>
			<xsl:value-of select="Document"/>
			<xsl:choose>
				<xsl:when test="Remis_le">, le <xsl:value-of select="Remis_le"/></xsl:when>
				<xsl:when test="Transmis_le">, le <xsl:value-of select="Transmis_le"/></xsl:when>
			</xsl:choose>
			<xsl:if test="Accuse_le"> ; réception accusée le <xsl:value-of select="Accuse_le"/></xsl:if>
			<xsl:if test="Signe_le"> ; signature le <xsl:value-of select="Signe_le"/></xsl:if>
		</li>
	</xsl:template>

	<xsl:template match="faits" mode="style"><xsl:call-template name="serre"/></xsl:template>

	<xsl:template match="faits" mode="pied">
		<footer class="pied"><p>Ce constat ne dit rien du contenu du bilan. Le travail personnel n'est ni signé, ni compté ici.</p></footer>
	</xsl:template>
</xsl:stylesheet>
