<?xml version="1.0" encoding="UTF-8"?>
<!-- La fiche de relais : qui passe le dossier à qui, où il en est, ce qui est signé, ce qui reste. Rien du contenu du bilan. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="papier.xsl"/>

	<xsl:variable name="relais" select="/faits/passage"/>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre">Fiche de relais</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<xsl:call-template name="centre"/>
			<h1>Fiche de relais</h1>
			<p class="personne">Bilan de compétences</p>
			<dl>
				<div><dt>Bénéficiaire</dt><dd><xsl:value-of select="$personne"/></dd></div>
				<div><dt>Référence</dt><dd><xsl:value-of select="@reference"/></dd></div>
				<div><dt>Le dossier passe de</dt><dd><xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="$relais/De_nom"/></xsl:call-template></dd></div>
				<div><dt>À</dt><dd><xsl:call-template name="ou-blanc"><xsl:with-param name="v" select="$relais/Vers_nom"/></xsl:call-template></dd></div>
				<xsl:if test="$relais/Resultat = 'demande'"><div><dt>Demandé le</dt><dd><xsl:value-of select="$relais/Le"/></dd></div></xsl:if>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Motif</xsl:with-param><xsl:with-param name="v" select="$relais/Motif"/></xsl:call-template>
				<div><dt>Réponse</dt><dd><xsl:call-template name="reponse"/></dd></div>
			</dl>
		</header>
	</xsl:template>

	<xsl:template name="reponse">
		<xsl:choose>
			<xsl:when test="$relais/reponse"><xsl:value-of select="concat($relais/reponse/Resultat, ' le ', $relais/reponse/Le)"/></xsl:when>
			<xsl:when test="$relais/Resultat = 'accepte'"><xsl:value-of select="concat('accepté le ', $relais/Le, ', sans demande notée')"/></xsl:when>
			<xsl:when test="$relais/Resultat = 'refuse'"><xsl:value-of select="concat('refusé le ', $relais/Le)"/></xsl:when>
			<xsl:otherwise>pas encore donnée ; le dossier reste à qui le tient</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<section>
			<h2>Où en est le bilan</h2>
			<dl>
				<xsl:call-template name="terme"><xsl:with-param name="nom">État</xsl:with-param><xsl:with-param name="v" select="parcours/Etat"/></xsl:call-template>
				<xsl:if test="parcours/Phase != '-'"><div><dt>Phase</dt><dd><xsl:value-of select="parcours/Phase"/></dd></div></xsl:if>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Financement</xsl:with-param><xsl:with-param name="v" select="parcours/Voie"/></xsl:call-template>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Ouvert le</xsl:with-param><xsl:with-param name="v" select="parcours/Ouvert_le"/></xsl:call-template>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Commencé le</xsl:with-param><xsl:with-param name="v" select="parcours/Debut_le"/></xsl:call-template>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Fin prévue</xsl:with-param><xsl:with-param name="v" select="dossier/Fin_prevue"/></xsl:call-template>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Fini le</xsl:with-param><xsl:with-param name="v" select="parcours/Fin_le"/></xsl:call-template>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Heures au contrat</xsl:with-param><xsl:with-param name="v" select="dossier/Minutes_contrat"/></xsl:call-template>
			</dl>
			<xsl:call-template name="heures-faites"/>
		</section>
		<section>
			<h2>Les séances prévues</h2>
			<xsl:choose>
				<xsl:when test="journal/prevu"><ul><xsl:apply-templates select="journal/prevu" mode="prevu"/></ul></xsl:when>
				<xsl:otherwise><p>Aucune n'est notée au <xsl:value-of select="Au"/>.</p></xsl:otherwise>
			</xsl:choose>
		</section>
		<section>
			<h2>Les papiers</h2>
			<xsl:choose>
				<xsl:when test="piece">
					<table class="large">
						<thead><tr><th scope="col">Papier</th><th scope="col">Ce qui est fait</th><th scope="col">Ce qui manque</th></tr></thead>
						<tbody><xsl:apply-templates select="piece" mode="rang"/></tbody>
					</table>
				</xsl:when>
				<xsl:otherwise><p>Aucun n'est noté au <xsl:value-of select="Au"/>.</p></xsl:otherwise>
			</xsl:choose>
		</section>
		<section>
			<h2>Les accords de la personne</h2>
			<xsl:variable name="gardes" select="journal/conservation[last()]"/>
			<xsl:choose>
				<xsl:when test="journal/consentement or $gardes">
					<ul>
						<xsl:apply-templates select="journal/consentement" mode="accord"/>
						<xsl:apply-templates select="$gardes" mode="accord"/>
					</ul>
				</xsl:when>
				<xsl:otherwise><p>Aucun n'est noté au <xsl:value-of select="Au"/>.</p></xsl:otherwise>
			</xsl:choose>
		</section>
		<section class="finir">
			<p>La personne en a été informée le …………………… par ……………………</p>
			<xsl:call-template name="deux-signatures">
				<xsl:with-param name="gauche">Qui passe le dossier :</xsl:with-param>
				<xsl:with-param name="droite">Qui le reprend :</xsl:with-param>
			</xsl:call-template>
		</section>
	</xsl:template>

	<xsl:template match="prevu" mode="prevu">
		<li>
			<xsl:value-of select="Le"/>
			<xsl:if test="Debut">, <xsl:value-of select="Debut"/></xsl:if>
			<xsl:if test="Minutes"> (<xsl:value-of select="Minutes"/>)</xsl:if>
			<xsl:if test="Phase">, <xsl:value-of select="Phase"/></xsl:if>
		</li>
	</xsl:template>

	<xsl:template match="piece" mode="rang">
		<tr>
			<th scope="row">
				<xsl:value-of select="Document"/>
				<xsl:if test="Destinataire"> (pour <xsl:value-of select="Destinataire"/>)</xsl:if>
			</th>
			<td data-nom="Ce qui est fait">
				<xsl:for-each select="Montre_le | Transmis_le | Remis_le | Accuse_le | Signe_le | Refuse_le">
					<xsl:if test="position() != 1">, </xsl:if>
					<xsl:choose>
						<xsl:when test="self::Montre_le">montré</xsl:when><xsl:when test="self::Transmis_le">transmis</xsl:when>
						<xsl:when test="self::Remis_le">remis</xsl:when><xsl:when test="self::Accuse_le">reçu</xsl:when>
						<xsl:when test="self::Signe_le">signé</xsl:when><xsl:otherwise>refusé</xsl:otherwise>
					</xsl:choose>
					<xsl:text> le </xsl:text>
					<xsl:value-of select="."/>
				</xsl:for-each>
			</td>
			<td data-nom="Ce qui manque">
				<xsl:for-each select="Manque"><xsl:if test="position() != 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each>
				<xsl:if test="not(Manque)">–</xsl:if>
			</td>
		</tr>
	</xsl:template>

	<xsl:template match="consentement" mode="accord">
		<li>
			<xsl:call-template name="majuscule"><xsl:with-param name="t" select="Objet"/></xsl:call-template>
			<xsl:if test="Document"> : <xsl:value-of select="Document"/></xsl:if>
			<xsl:if test="Destinataire">, pour <xsl:value-of select="Destinataire"/></xsl:if>
			<xsl:text>, accord du </xsl:text><xsl:value-of select="Le"/>
			<xsl:if test="Jusqu_a">, jusqu'au <xsl:value-of select="Jusqu_a"/></xsl:if>
			<xsl:if test="Retire_le">, retiré le <xsl:value-of select="Retire_le"/></xsl:if>
		</li>
	</xsl:template>
	<xsl:template match="conservation" mode="accord">
		<li>
			<xsl:text>Garder des documents pour le suivi : </xsl:text>
			<xsl:choose>
				<xsl:when test="Resultat = 'accord'">accord</xsl:when><xsl:when test="Resultat = 'refus'">refus</xsl:when><xsl:otherwise>accord retiré</xsl:otherwise>
			</xsl:choose>
			<xsl:text> du </xsl:text><xsl:value-of select="Le"/>
			<xsl:if test="Resultat = 'accord' and Jusqu_a">, jusqu'au <xsl:value-of select="Jusqu_a"/></xsl:if>
		</li>
	</xsl:template>

	<xsl:template match="faits" mode="style"><xsl:call-template name="serre"/></xsl:template>

	<xsl:template match="faits" mode="pied">
		<footer class="pied">
			<p>Cette fiche est administrative : le contenu du bilan n'y est pas. Qui reprend le dossier le lit à sa place, bilans/<xsl:value-of select="@reference"/>,
				et n'en fait pas d'autre copie.</p>
		</footer>
	</xsl:template>
</xsl:stylesheet>
