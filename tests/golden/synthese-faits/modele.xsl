<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="commun.xsl"/>
	<xsl:template match="/"><html><body><h1><xsl:value-of select="$personne"/></h1><ul><xsl:for-each select="//piste"><li><xsl:value-of select="concat(Titre, ' : état ', etat[@present]/Etat)"/></li></xsl:for-each></ul></body></html></xsl:template>
</xsl:stylesheet>
