<?xml version="1.0" encoding="UTF-8"?>
<!-- Le compte rendu de suivi : la situation et le projet, chaque action du plan et ce qu'elle est devenue, les étapes nouvelles.
     Il tient sans le plan, quand celui-ci n'a pas été gardé : les mots des actions sont alors ceux du suivi. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="commun.xsl"/>
	<xsl:key name="action" match="/faits/bilan/action" use="@id"/>
	<xsl:key name="devenue" match="/faits/bilan/suivi-action" use="Action"/>
	<xsl:variable name="suivi" select="/faits/bilan/suivi"/>
	<xsl:variable name="dites" select="/faits/bilan/suivi-action[not(Nouvelle = 'oui')]"/>
	<xsl:variable name="nouvelles" select="/faits/bilan/suivi-action[Nouvelle = 'oui']"/>
	<!-- L'événement du journal : celui que l'entretien nomme, sinon celui du même jour. -->
	<xsl:variable name="nomme" select="/faits/journal/suivi[@id = $suivi/Evenement]"/>
	<xsl:variable name="evenement" select="$nomme | /faits/journal/suivi[not($nomme) and Le/@iso = $suivi/Le/@iso]"/>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre">Compte rendu de suivi</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<p class="cartouche"><xsl:value-of select="organisme/Nom"/></p>
			<h1>Compte rendu de suivi</h1>
			<p class="personne"><xsl:value-of select="$personne"/></p>
			<dl>
				<xsl:if test="$suivi/Le">
					<div><dt>Entretien</dt><dd>
						<xsl:value-of select="concat('le ', $suivi/Le)"/>
						<xsl:if test="$evenement/Mode"><xsl:value-of select="concat(', ', $evenement[Mode][1]/Mode)"/></xsl:if>
					</dd></div>
				</xsl:if>
				<xsl:if test="parcours/Fin_le"><div><dt>Fin du bilan</dt><dd><xsl:value-of select="concat('le ', parcours/Fin_le)"/></dd></div></xsl:if>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Conduit par</xsl:with-param><xsl:with-param name="v" select="conseiller/Nom"/></xsl:call-template>
				<xsl:if test="$suivi/Source"><div><dt>Plan relu sur</dt><dd><xsl:value-of select="$suivi/Source"/></dd></div></xsl:if>
				<div><dt>Référence</dt><dd><xsl:value-of select="@reference"/></dd></div>
			</dl>
		</header>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<xsl:call-template name="ou-en-sont-les-choses"/>
		<xsl:if test="$bilan/action or $dites"><xsl:call-template name="plan"/></xsl:if>
		<xsl:if test="$suivi/Aide or $suivi/Obstacle"><xsl:call-template name="aides"/></xsl:if>
		<xsl:if test="$nouvelles or $dites[Echeance and (Etat/@code = 'reportee' or Etat/@code = 'en-cours' or Etat/@code = 'a-faire')]"><xsl:call-template name="suite"/></xsl:if>
		<xsl:if test="$suivi/Besoin or $suivi/Usage_synthese or $suivi/Satisfaction or $suivi/Publication"><xsl:call-template name="apres"/></xsl:if>
	</xsl:template>

	<xsl:template name="ou-en-sont-les-choses">
		<section>
			<h2>Où en sont les choses</h2>
			<dl class="chaine">
				<div><dt>Situation</dt><dd><xsl:call-template name="ou-manque"><xsl:with-param name="v" select="$suivi/Situation"/></xsl:call-template></dd></div>
				<xsl:for-each select="$bilan/projet[Piste = $bilan/piste[etat[@present]/Etat/@code = 'retenue']/@id]">
					<div><dt>Projet du bilan</dt><dd><xsl:value-of select="Titre"/></dd></div>
				</xsl:for-each>
				<div><dt>Le projet</dt><dd><xsl:call-template name="ou-manque"><xsl:with-param name="v" select="$suivi/Projet"/></xsl:call-template></dd></div>
				<xsl:if test="$dites or $bilan/action"><div><dt>Le plan</dt><dd><xsl:call-template name="compte"/></dd></div></xsl:if>
			</dl>
			<xsl:apply-templates select="$suivi/Texte" mode="texte"/>
		</section>
	</xsl:template>
	<xsl:template name="ou-manque">
		<xsl:param name="v"/>
		<xsl:choose>
			<xsl:when test="$v"><xsl:value-of select="$v"/></xsl:when>
			<xsl:otherwise><span class="manque">à préciser</span></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- « 7 actions, dont 5 faites, 1 en cours, 1 reportée » -->
	<xsl:template name="compte">
		<xsl:variable name="total" select="count($bilan/action) + count($dites[not(key('action', Action))])"/>
		<xsl:variable name="nombres">
			<xsl:call-template name="nombre"><xsl:with-param name="n" select="count($dites[Etat/@code = 'faite'])"/><xsl:with-param name="mot">faite</xsl:with-param></xsl:call-template>
			<xsl:call-template name="nombre"><xsl:with-param name="n" select="count($dites[Etat/@code = 'en-cours'])"/><xsl:with-param name="invariable">en cours</xsl:with-param></xsl:call-template>
			<xsl:call-template name="nombre"><xsl:with-param name="n" select="count($dites[Etat/@code = 'a-faire'])"/><xsl:with-param name="invariable">à faire</xsl:with-param></xsl:call-template>
			<xsl:call-template name="nombre"><xsl:with-param name="n" select="count($dites[Etat/@code = 'reportee'])"/><xsl:with-param name="mot">reportée</xsl:with-param></xsl:call-template>
			<xsl:call-template name="nombre"><xsl:with-param name="n" select="count($dites[Etat/@code = 'abandonnee'])"/><xsl:with-param name="mot">abandonnée</xsl:with-param></xsl:call-template>
			<xsl:call-template name="nombre"><xsl:with-param name="n" select="count($bilan/action[not(key('devenue', @id))])"/><xsl:with-param name="invariable">sans nouvelle</xsl:with-param></xsl:call-template>
		</xsl:variable>
		<xsl:value-of select="concat($total, ' action')"/>
		<xsl:if test="$total &gt; 1">s</xsl:if>
		<xsl:value-of select="concat(', dont ', substring($nombres, 3))"/>
	</xsl:template>
	<xsl:template name="nombre">
		<xsl:param name="n"/>
		<xsl:param name="mot"/>
		<xsl:param name="invariable"/>
		<xsl:if test="$n">
			<xsl:value-of select="concat(', ', $n, ' ', $mot, $invariable)"/>
			<xsl:if test="$mot != '' and $n &gt; 1">s</xsl:if>
		</xsl:if>
	</xsl:template>

	<xsl:template name="plan">
		<section>
			<h2>Le plan, action par action</h2>
			<table class="large suivi">
				<thead><tr><th scope="col">Action</th><th scope="col">Prévue pour</th><th scope="col">Ce qu’elle est devenue</th></tr></thead>
				<tbody>
					<xsl:for-each select="$bilan/action">
						<xsl:sort select="not(Echeance/@iso)"/>
						<xsl:sort select="Echeance/@iso"/>
						<tr>
							<th scope="row"><xsl:apply-templates select="Action" mode="ligne"/></th>
							<td data-nom="Prévue pour"><xsl:value-of select="Echeance"/><xsl:if test="not(Echeance)"><span class="manque">sans date</span></xsl:if></td>
							<td data-nom="Ce qu’elle est devenue"><xsl:call-template name="devenir"><xsl:with-param name="s" select="key('devenue', @id)[1]"/></xsl:call-template></td>
						</tr>
					</xsl:for-each>
					<xsl:for-each select="$dites[not(key('action', Action))]">
						<tr>
							<th scope="row">
								<xsl:apply-templates select="Intitule" mode="ligne"/>
								<xsl:if test="not(Intitule)"><xsl:value-of select="concat('Action ', Action)"/></xsl:if>
							</th>
							<td data-nom="Prévue pour"><span class="manque">voir le plan</span></td>
							<td data-nom="Ce qu’elle est devenue"><xsl:call-template name="devenir"><xsl:with-param name="s" select="."/></xsl:call-template></td>
						</tr>
					</xsl:for-each>
				</tbody>
			</table>
		</section>
	</xsl:template>
	<xsl:template name="devenir">
		<xsl:param name="s"/>
		<xsl:choose>
			<xsl:when test="$s">
				<strong><xsl:value-of select="$s/Etat"/></strong>
				<xsl:if test="$s/Echeance">
					<xsl:choose>
						<xsl:when test="$s/Etat/@code = 'reportee'"> au </xsl:when>
						<xsl:otherwise>, pour le </xsl:otherwise>
					</xsl:choose>
					<xsl:value-of select="$s/Echeance"/>
				</xsl:if>
				<xsl:if test="$s/Raison"><p class="detail"><xsl:apply-templates select="$s/Raison" mode="ligne"/></p></xsl:if>
			</xsl:when>
			<xsl:otherwise><span class="manque">sans nouvelle</span></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="aides">
		<section>
			<h2>Ce qui a compté</h2>
			<div class="listes">
				<xsl:if test="$suivi/Aide"><div class="liste"><h3>Ce qui a aidé</h3><ul><xsl:for-each select="$suivi/Aide"><li><xsl:apply-templates select="." mode="ligne"/></li></xsl:for-each></ul></div></xsl:if>
				<xsl:if test="$suivi/Obstacle"><div class="liste"><h3>Ce qui a freiné</h3><ul><xsl:for-each select="$suivi/Obstacle"><li><xsl:apply-templates select="." mode="ligne"/></li></xsl:for-each></ul></div></xsl:if>
			</div>
		</section>
	</xsl:template>

	<!-- Tout ce qui reste à faire, à sa date : ce qui est reporté ou en cours, et ce qui a été décidé ce jour-là. -->
	<xsl:template name="suite">
		<section>
			<h2>La suite</h2>
			<dl class="parcours">
				<xsl:for-each select="$nouvelles | $dites[Echeance and (Etat/@code = 'reportee' or Etat/@code = 'en-cours' or Etat/@code = 'a-faire')]">
					<xsl:sort select="not(Echeance/@iso)"/>
					<xsl:sort select="Echeance/@iso"/>
					<div>
						<dt><xsl:value-of select="Echeance"/><xsl:if test="not(Echeance)"><span class="manque">date à fixer</span></xsl:if></dt>
						<dd>
							<xsl:apply-templates select="Intitule" mode="ligne"/>
							<xsl:if test="not(Intitule)"><xsl:apply-templates select="key('action', Action)/Action" mode="ligne"/></xsl:if>
							<xsl:if test="not(Intitule) and not(key('action', Action))"><xsl:value-of select="concat('Action ', Action)"/></xsl:if>
							<xsl:if test="Nouvelle = 'oui'"><xsl:text> </xsl:text><span class="manque">(étape nouvelle)</span></xsl:if>
							<xsl:if test="Nouvelle = 'oui' and Raison"><p class="detail"><xsl:apply-templates select="Raison" mode="ligne"/></p></xsl:if>
						</dd>
					</div>
				</xsl:for-each>
			</dl>
		</section>
	</xsl:template>

	<xsl:template name="apres">
		<section class="finir">
			<h2>Et encore</h2>
			<dl>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Besoins</xsl:with-param><xsl:with-param name="v" select="$suivi/Besoin"/></xsl:call-template>
				<xsl:call-template name="terme"><xsl:with-param name="nom">La synthèse</xsl:with-param><xsl:with-param name="v" select="$suivi/Usage_synthese"/></xsl:call-template>
				<xsl:if test="$suivi/Satisfaction"><div><dt>Satisfaction</dt><dd><xsl:value-of select="concat($suivi/Satisfaction, ' sur 10, selon ', $elle)"/></dd></div></xsl:if>
				<xsl:if test="$suivi/Publication">
					<div><dt>Résultats publiés</dt><dd>
						<xsl:choose>
							<xsl:when test="$suivi/Publication = 'oui'">Cette réponse peut être comptée, sans nom, dans les résultats que le centre publie.</xsl:when>
							<xsl:otherwise>Cette réponse n’est pas comptée dans les résultats que le centre publie.</xsl:otherwise>
						</xsl:choose>
					</dd></div>
				</xsl:if>
			</dl>
		</section>
	</xsl:template>

	<xsl:template match="faits" mode="style">
.listes h3 { margin-top: 0; }
.suivi thead th:first-child { width: 42%; }
.suivi thead th:nth-child(2) { width: 18%; }
</xsl:template>

	<xsl:template match="faits" mode="pied">
		<footer class="pied">
			<p>
				<xsl:text>Ce compte rendu est fait pour </xsl:text><xsl:value-of select="$personne"/>
				<xsl:text>, qui était libre de répondre. Il ne va à personne d’autre sans son accord (article L.&#160;6313-4 du code du travail).</xsl:text>
			</p>
		</footer>
	</xsl:template>
</xsl:stylesheet>
