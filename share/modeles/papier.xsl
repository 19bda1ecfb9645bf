<?xml version="1.0" encoding="UTF-8"?>
<!-- Ce que partagent les documents administratifs : qui est le centre, et la place de ce qui reste à écrire à la main. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="commun.xsl"/>

	<!-- La valeur, ou un blanc à remplir. -->
	<xsl:template name="ou-blanc">
		<xsl:param name="v"/>
		<xsl:choose>
			<xsl:when test="$v"><xsl:apply-templates select="$v" mode="ligne"/></xsl:when>
			<xsl:otherwise>……………………………………</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Le même, plus court : une date. -->
	<xsl:template name="ou-points">
		<xsl:param name="v"/>
		<xsl:choose>
			<xsl:when test="$v"><xsl:value-of select="$v"/></xsl:when>
			<xsl:otherwise>……………………</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Les deux parties, l'une à côté de l'autre ; la date de ce qui est signé déjà. -->
	<xsl:template name="deux-signatures">
		<xsl:param name="gauche"/>
		<xsl:param name="droite"/>
		<div class="signatures">
			<div class="signature"><p><xsl:value-of select="$gauche"/></p><p>Date et signature :</p></div>
			<div class="signature"><p><xsl:value-of select="$droite"/></p><p>Date et signature :</p></div>
		</div>
	</xsl:template>

	<!-- À l'impression, ce qui tient sur moins de pages. -->
	<xsl:template name="serre">
@media print { h1 { margin-top: 0.8rem; } h2 { margin: 1rem 0 0.45rem; font-size: 1.2rem; } .personne { margin-bottom: 0.5rem; } dl { margin: 0.3rem 0; } dl div { padding: 0.1rem 0; } p { margin: 0.3rem 0; } .signature { min-height: 5.5rem; } }
</xsl:template>

	<!-- Les heures faites, par phase, et celles qui sont signées. -->
	<xsl:template name="heures-faites">
		<table class="heures">
			<thead><tr><th scope="col">Accompagnement</th><th scope="col" class="nombre">Heures faites</th></tr></thead>
			<tbody>
				<tr><th scope="row">Phase préliminaire</th><td class="nombre" data-nom="Heures faites"><xsl:value-of select="heures/Preliminaire"/></td></tr>
				<tr><th scope="row">Phase d'investigation</th><td class="nombre" data-nom="Heures faites"><xsl:value-of select="heures/Investigation"/></td></tr>
				<tr><th scope="row">Phase de conclusion</th><td class="nombre" data-nom="Heures faites"><xsl:value-of select="heures/Conclusion"/></td></tr>
			</tbody>
			<tfoot>
				<tr><th scope="row">Total</th><td class="nombre" data-nom="Heures faites"><xsl:value-of select="heures/Accompagnement"/></td></tr>
				<tr><th scope="row">Dont signées des deux côtés</th><td class="nombre" data-nom="Heures faites"><xsl:value-of select="heures/Signe"/></td></tr>
			</tfoot>
		</table>
	</xsl:template>

	<!-- « la synthèse » devient « Synthèse » en tête de ligne. -->
	<xsl:template name="majuscule">
		<xsl:param name="t"/>
		<xsl:value-of select="concat(translate(substring($t, 1, 1), 'abcdefghijklmnopqrstuvwxyzàâéèêîôû', 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÉÈÊÎÔÛ'), substring($t, 2))"/>
	</xsl:template>

	<!-- 05 36 49 20 11 -->
	<xsl:template match="Telephone" mode="ligne">
		<xsl:choose>
			<xsl:when test="starts-with(., '+33') and string-length(.) = 12">
				<xsl:value-of select="concat('0', substring(., 4, 1), '&#160;', substring(., 5, 2), '&#160;', substring(., 7, 2), '&#160;', substring(., 9, 2), '&#160;', substring(., 11, 2))"/>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- SIRET 732 829 320 00074, que le centre l'ait écrit avec ou sans ses espaces -->
	<xsl:template match="SIRET" mode="ligne">
		<xsl:variable name="n" select="translate(., ' &#160;&#8239;', '')"/>
		<xsl:value-of select="concat(substring($n, 1, 3), '&#160;', substring($n, 4, 3), '&#160;', substring($n, 7, 3), '&#160;', substring($n, 10))"/>
	</xsl:template>
	<!-- Déclaration d'activité 76 31 01234 31 -->
	<xsl:template match="NDA" mode="ligne">
		<xsl:variable name="n" select="translate(., ' &#160;&#8239;', '')"/>
		<xsl:value-of select="concat(substring($n, 1, 2), '&#160;', substring($n, 3, 2), '&#160;', substring($n, 5, 5), '&#160;', substring($n, 10))"/>
	</xsl:template>

	<!-- Le centre, en tête. -->
	<xsl:template name="centre">
		<p class="cartouche">
			<strong><xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="organisme/Nom"/></xsl:call-template></strong>
			<xsl:if test="organisme/Adresse"><br/><xsl:apply-templates select="organisme/Adresse" mode="ligne"/></xsl:if>
			<br/>
			<xsl:text>SIRET : </xsl:text>
			<xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="organisme/SIRET"/></xsl:call-template>
			<br/>
			<xsl:text>Déclaration d'activité enregistrée sous le numéro </xsl:text>
			<xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="organisme/NDA"/></xsl:call-template>
			<xsl:text> ; cet enregistrement ne vaut pas agrément de l'État.</xsl:text>
			<xsl:if test="organisme/Qualiopi"><br/>Qualiopi : <xsl:apply-templates select="organisme/Qualiopi" mode="ligne"/></xsl:if>
		</p>
	</xsl:template>
</xsl:stylesheet>
