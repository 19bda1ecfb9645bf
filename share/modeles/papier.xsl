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
		</p>
	</xsl:template>
</xsl:stylesheet>
