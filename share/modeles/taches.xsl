<?xml version="1.0" encoding="UTF-8"?>
<!-- La feuille des tâches entre deux séances : quoi, pourquoi, pour quand, que rapporter. Du texte des notes, rien d'autre que les
     mots de la tâche n'y entre. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="commun.xsl"/>
	<xsl:variable name="ouvertes" select="/faits/bilan/tache[(@etat = 'a-faire' or @etat = 'en-retard') and (Consigne or Qui = 'conseiller')]"/>
	<xsl:variable name="faites" select="/faits/bilan/tache[@etat = 'fait']"/>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre">D’ici la prochaine séance</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<p class="cartouche"><xsl:value-of select="organisme/Nom"/></p>
			<h1>D’ici la prochaine séance</h1>
			<p class="personne"><xsl:value-of select="$personne"/></p>
			<dl>
				<div><dt>Feuille du</dt><dd><xsl:value-of select="Au"/></dd></div>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Avec</xsl:with-param><xsl:with-param name="v" select="conseiller/Nom"/></xsl:call-template>
				<xsl:for-each select="journal/prevu[Phase and translate(Le/@iso, '-', '') &gt;= translate(/faits/Au/@iso, '-', '')][1]">
					<div><dt>Prochaine séance</dt><dd>
						<xsl:value-of select="concat('le ', Le)"/>
						<xsl:if test="Debut"><xsl:value-of select="concat(', à ', Debut)"/></xsl:if>
						<xsl:if test="Lieu"><xsl:value-of select="concat(', ', Lieu)"/></xsl:if>
					</dd></div>
				</xsl:for-each>
			</dl>
		</header>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<xsl:for-each select="$ouvertes[Qui != 'conseiller']"><xsl:call-template name="tache"/></xsl:for-each>
		<xsl:if test="not($ouvertes) and not(bilan/tache[@etat = 'a-faire' or @etat = 'en-retard'])"><p>Rien n’est demandé pour la prochaine fois.</p></xsl:if>
		<xsl:if test="$ouvertes[Qui = 'conseiller']">
			<section>
				<h2>De mon côté</h2>
				<ul>
					<xsl:for-each select="$ouvertes[Qui = 'conseiller']">
						<li><xsl:value-of select="concat(Titre, ', pour le ', Echeance)"/></li>
					</xsl:for-each>
				</ul>
				<xsl:if test="conseiller/Nom"><p class="auteur"><xsl:value-of select="concat('— ', conseiller/Nom)"/></p></xsl:if>
			</section>
		</xsl:if>
		<xsl:if test="$faites">
			<section>
				<h2>Déjà fait</h2>
				<ul>
					<xsl:for-each select="$faites"><li><xsl:value-of select="concat(Titre, ', le ', Le)"/></li></xsl:for-each>
				</ul>
			</section>
		</xsl:if>
	</xsl:template>

	<xsl:template name="tache">
		<section class="tache">
			<h2><xsl:value-of select="Titre"/></h2>
			<p class="quand">
				<strong><xsl:value-of select="concat('Pour le ', Echeance)"/></strong>
				<xsl:if test="@etat = 'en-retard'"> (la date est passée, il est encore temps)</xsl:if>
				<xsl:if test="Minutes/@n &gt; 0">
					<xsl:text> · environ </xsl:text>
					<xsl:choose>
						<xsl:when test="Minutes/@n &lt; 60"><xsl:value-of select="concat(Minutes/@n, '&#160;minutes')"/></xsl:when>
						<xsl:when test="Minutes/@n mod 60 = 0"><xsl:value-of select="concat(Minutes/@n div 60, '&#160;h')"/></xsl:when>
						<xsl:otherwise><xsl:value-of select="Minutes"/></xsl:otherwise>
					</xsl:choose>
				</xsl:if>
			</p>
			<xsl:if test="Pourquoi"><p class="auteur"><xsl:apply-templates select="Pourquoi" mode="ligne"/></p></xsl:if>
			<xsl:apply-templates select="Consigne" mode="texte"/>
			<xsl:if test="Livrable"><dl><xsl:call-template name="terme"><xsl:with-param name="nom">À rapporter</xsl:with-param><xsl:with-param name="v" select="Livrable"/></xsl:call-template></dl></xsl:if>
		</section>
	</xsl:template>

	<xsl:template match="faits" mode="style">
.tache { break-inside: avoid; }
.quand { color: var(--accent); margin-top: -0.4rem; }
.tache dl { border: 1px solid var(--trait); border-radius: 6px; padding: 0.3rem 1rem; background: var(--teinte); }
</xsl:template>

	<xsl:template match="faits" mode="pied">
		<footer class="pied">
			<p>Ce temps est personnel : chacun le prend comme il peut, et il ne compte pas dans les heures du bilan. Ne pas avoir fini n’est pas un problème : ce qui a arrêté est aussi à raconter.</p>
		</footer>
	</xsl:template>
</xsl:stylesheet>
