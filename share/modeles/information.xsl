<?xml version="1.0" encoding="UTF-8"?>
<!-- La fiche d'information, montrée et remise avant tout engagement. Les durées et les délais viennent des règles à la date du
     document, les voies de voies.rec, les mots propres au centre de centre.rec ; sans eux, ceux d'ici. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="papier.xsl"/>

	<xsl:variable name="plancher" select="/faits/regle[@id = 'duree-plancher']"/>
	<xsl:variable name="plafond" select="/faits/regle[@id = 'duree-plafond']"/>
	<xsl:variable name="suivi" select="/faits/regle[@id = 'suivi-6-mois']"/>
	<xsl:variable name="garde" select="/faits/regle[@id = 'conservation-max']"/>
	<xsl:variable name="preuves" select="/faits/regle[@id = 'preuves']"/>
	<xsl:variable name="centre" select="/faits/organisme"/>
	<xsl:variable name="fiche" select="/faits/piece[Document/@code = 'information' and not(Destinataire)]"/>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre">Le bilan de compétences : information</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<xsl:call-template name="centre"/>
			<h1>Le bilan de compétences</h1>
			<p class="personne">Ce qu'il faut savoir avant de s'engager</p>
			<xsl:if test="dossier">
				<dl>
					<div><dt>Pour</dt><dd><xsl:value-of select="$personne"/></dd></div>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Entretien d'information</xsl:with-param><xsl:with-param name="v" select="journal/information[last()]/Le"/></xsl:call-template>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Conseil</xsl:with-param><xsl:with-param name="v" select="conseiller/Nom"/></xsl:call-template>
					<div><dt>Référence</dt><dd><xsl:value-of select="@reference"/></dd></div>
				</dl>
			</xsl:if>
		</header>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<section>
			<xsl:choose>
				<xsl:when test="$centre/Approche"><xsl:apply-templates select="$centre/Approche" mode="texte"/></xsl:when>
				<xsl:otherwise>
					<p>Un bilan de compétences est un temps à soi pour faire le point sur son parcours, ses compétences, ses aptitudes et ses motivations,
						et pour construire un projet professionnel, avec s'il le faut un projet de formation ou de validation des acquis de
						l'expérience. C'est un travail à deux : la personne réfléchit, enquête, écrit et décide ; le conseil écoute, reformule, éclaire et
						aide à passer à l'action.</p>
				</xsl:otherwise>
			</xsl:choose>
			<p>L'entretien d'information est gratuit, n'engage à rien et n'est pas compté dans les heures. Dire oui, dire non ou y réfléchir : les
				trois réponses se valent.</p>
		</section>
		<section>
			<h2>Comment il se déroule</h2>
			<dl class="phases">
				<div><dt>Phase préliminaire</dt><dd>Analyser la demande et les besoins, formuler des objectifs, choisir ensemble un parcours sur
					mesure.</dd></div>
				<div><dt>Phase d'investigation</dt><dd>Relire son parcours ; repérer ses intérêts, ses valeurs, ses compétences et ce qui peut s'en
					transférer ; explorer des pistes et les confronter à des professionnels.</dd></div>
				<div><dt>Phase de conclusion</dt><dd>Recevoir ses résultats, décider d'un projet et de ses étapes, écrire ensemble la synthèse et un
					plan d'action daté.</dd></div>
				<div><dt>Suivi</dt><dd>
					<xsl:text>Un entretien est proposé </xsl:text>
					<xsl:choose><xsl:when test="$suivi"><xsl:value-of select="$suivi/Valeur"/> après la fin</xsl:when><xsl:otherwise>quelques mois après la fin</xsl:otherwise></xsl:choose>
					<xsl:text>, hors des heures du bilan, pour faire le point sur le projet.</xsl:text>
				</dd></div>
			</dl>
			<p><xsl:call-template name="heures"/> Les entretiens sont individuels et se répartissent sur environ deux mois. Le travail personnel entre
				les séances s'y ajoute, sans être compté.</p>
			<xsl:apply-templates select="$centre/Delai" mode="texte"/>
		</section>
		<section>
			<h2>La méthode et les outils</h2>
			<xsl:choose>
				<xsl:when test="$centre/Methode"><xsl:apply-templates select="$centre/Methode" mode="texte"/></xsl:when>
				<xsl:otherwise>
					<p>Chaque séance part de ce que la personne apporte et s'appuie sur des faits : des expériences précises, des preuves, des rencontres.
						Aucun outil n'est imposé ; chacun est expliqué avant, et ses résultats sont rendus et discutés.</p>
				</xsl:otherwise>
			</xsl:choose>
			<ul class="outils">
				<xsl:for-each select="$centre/Outil"><li><xsl:apply-templates select="." mode="ligne"/></li></xsl:for-each>
				<xsl:if test="not($centre/Outil)">
					<li>entretiens d'exploration et récit du parcours</li>
					<li>questionnaires d'intérêts, de valeurs et de motivations</li>
					<li>portefeuille de compétences, avec leurs preuves</li>
					<li>enquêtes auprès de personnes du métier, recherche documentaire</li>
					<li>comparaison des pistes, plan d'action</li>
				</xsl:if>
			</ul>
		</section>
		<section>
			<h2>Les droits de la personne</h2>
			<dl class="droits">
				<div><dt>Libre</dt><dd>Le bilan ne se fait qu'avec son consentement. Pour un salarié, le refuser n'est ni une faute, ni un motif de
					licenciement (L.&#160;6313-4 du code du travail).</dd></div>
				<div><dt>Respecté</dt><dd>Les questions ont un lien direct et nécessaire avec le bilan. Ce qui n'en a pas n'a pas à être
					demandé.</dd></div>
				<div><dt>Secret</dt><dd>Qui conduit le bilan est tenu au secret professionnel (articles <span class="tel">226-13</span> et <span class="tel">226-14</span> du code pénal).</dd></div>
				<div><dt>Seul destinataire</dt><dd>Les résultats détaillés et la synthèse lui sont remis, à elle seule. Personne d'autre ne les
					reçoit, ni employeur, ni financeur, sans son accord écrit, document par document.</dd></div>
				<div><dt>Arrêter</dt><dd>À tout moment, en le disant au conseil. Ce qui a été fait lui reste ; les suites financières sont celles du
					contrat ou de la convention.</dd></div>
				<div><dt>Documents</dt><dd>
					<xsl:text>Ceux du bilan sont détruits dès la fin. Avec son accord écrit, fondé sur le suivi, ils peuvent être gardés</xsl:text>
					<xsl:if test="$garde"><xsl:value-of select="concat(', ', $garde/Valeur, ' au plus (', translate($garde/Article, ' ', '&#160;'), ')')"/></xsl:if>
					<xsl:text> ; l'accord se retire quand elle veut.</xsl:text>
				</dd></div>
				<div><dt>Données</dt><dd>
					<xsl:text>Le dossier administratif (identité, dates, heures, factures) est gardé comme preuve</xsl:text>
					<xsl:if test="$preuves"><xsl:value-of select="concat(', ', $preuves/Valeur, ' après l’année du dernier paiement')"/></xsl:if>
					<xsl:text>. Accès, rectification, effacement, limitation, opposition, copie : les demander au centre</xsl:text>
					<xsl:if test="$centre/Courriel"><xsl:value-of select="concat(' (', $centre/Courriel, ')')"/></xsl:if>
					<xsl:text> ; en cas de désaccord, à la CNIL.</xsl:text>
				</dd></div>
			</dl>
		</section>
		<section>
			<h2>Le prix et le financement</h2>
			<xsl:choose>
				<xsl:when test="$centre/Tarif"><xsl:apply-templates select="$centre/Tarif" mode="texte"/></xsl:when>
				<xsl:otherwise><p>Le prix dépend du nombre d'heures. Il est dit par écrit, dans un devis, avant toute signature.</p></xsl:otherwise>
			</xsl:choose>
			<p>Les voies ouvertes au <xsl:value-of select="Au"/> :</p>
			<dl class="voies"><xsl:apply-templates select="voie[@id != 'autre']" mode="voie"/></dl>
		</section>
		<section>
			<h2>En pratique</h2>
			<dl class="droits">
				<div><dt>Accessibilité</dt><dd>
					<xsl:choose>
						<xsl:when test="$centre/Accessibilite"><xsl:apply-templates select="$centre/Accessibilite" mode="ligne"/></xsl:when>
						<xsl:otherwise>Un aménagement est nécessaire : lieu, horaire, rythme, supports ? Le dire suffit, sans avoir à l'expliquer.</xsl:otherwise>
					</xsl:choose>
				</dd></div>
				<div><dt>Réclamation</dt><dd>
					<xsl:choose>
						<xsl:when test="$centre/Reclamation"><xsl:apply-templates select="$centre/Reclamation" mode="ligne"/></xsl:when>
						<xsl:otherwise>
							<xsl:text>Une difficulté se dit au conseil ou à la direction du centre, à voix haute ou par écrit.</xsl:text>
							<xsl:if test="regle[@id = 'reclamation-reponse']"> Le centre répond sous <xsl:value-of select="regle[@id = 'reclamation-reponse']/Valeur"/>.</xsl:if>
						</xsl:otherwise>
					</xsl:choose>
				</dd></div>
				<xsl:if test="$centre/Mediateur"><div><dt>Médiation</dt><dd><xsl:apply-templates select="$centre/Mediateur" mode="ligne"/></dd></div></xsl:if>
				<xsl:if test="$centre/Telephone or $centre/Courriel or $centre/Site">
					<div><dt>Nous joindre</dt><dd><xsl:call-template name="joindre"/></dd></div>
				</xsl:if>
			</dl>
		</section>
		<section class="finir">
			<div class="signatures">
				<div class="signature">
					<p>Fiche montrée et remise le <xsl:call-template name="ou-points"><xsl:with-param name="v" select="($fiche/Remis_le | $fiche/Transmis_le | $fiche/Montre_le)[last()]"/></xsl:call-template></p>
					<p>Pour le centre, nom et signature :</p>
				</div>
				<div class="signature">
					<p>Reçue le <xsl:call-template name="ou-points"><xsl:with-param name="v" select="($fiche/Accuse_le | $fiche/Signe_le)[1]"/></xsl:call-template></p>
					<p>La personne, nom et signature :</p>
				</div>
			</div>
			<p class="detail">Signer dit seulement que cette fiche a été reçue et expliquée ; cela n'engage à rien.</p>
		</section>
	</xsl:template>

	<!-- « De 13 heures d'accompagnement au moins (R. 6313-4) à 24 heures au plus (L. 6313-4). » -->
	<xsl:template name="heures">
		<xsl:choose>
			<xsl:when test="$plancher and $plafond">
				<xsl:value-of select="concat('Un bilan compte ', $plancher/Valeur, ' d’accompagnement au moins (', translate($plancher/Article, ' ', '&#160;'), ') et ', $plafond/Valeur, ' au plus (', translate($plafond/Article, ' ', '&#160;'), ').')"/>
			</xsl:when>
			<xsl:when test="$plafond"><xsl:value-of select="concat('Un bilan compte ', $plafond/Valeur, ' d’accompagnement au plus (', translate($plafond/Article, ' ', '&#160;'), ').')"/></xsl:when>
		</xsl:choose>
	</xsl:template>

	<!-- Une voie ; au compte personnel de formation, ce que disent les règles du jour. -->
	<xsl:template match="voie" mode="voie">
		<div>
			<dt><xsl:value-of select="Libelle"/></dt>
			<dd>
				<xsl:value-of select="Pour"/>
				<xsl:if test="@id = 'cpf'">
					<xsl:for-each select="/faits/regle[@id = 'cpf-plafond']"><xsl:value-of select="concat(' ', Valeur, ' au plus par bilan (', translate(Article, ' ', '&#160;'), ').')"/></xsl:for-each>
					<xsl:for-each select="/faits/regle[@id = 'cpf-participation']"><xsl:value-of select="concat(' Participation de la personne : ', Valeur, ' (', translate(Article, ' ', '&#160;'), '), sauf demandeur d’emploi ou abondement.')"/></xsl:for-each>
				</xsl:if>
			</dd>
		</div>
	</xsl:template>

	<xsl:template name="joindre">
		<xsl:for-each select="$centre/Telephone | $centre/Courriel | $centre/Site">
			<xsl:if test="position() != 1"> ; </xsl:if>
			<xsl:apply-templates select="." mode="ligne"/>
		</xsl:for-each>
	</xsl:template>

	<xsl:template match="faits" mode="style">
.phases div, .droits div { grid-template-columns: 13rem 1fr; }
.voies div { grid-template-columns: 15rem 1fr; }
.phases dt, .droits dt, .voies dt { color: var(--accent); font-weight: 600; }
.tel { white-space: nowrap; }
.outils { columns: 2 17rem; column-gap: 2rem; }
@media (max-width: 42rem) { .phases div, .droits div, .voies div { grid-template-columns: 1fr; } }
<xsl:call-template name="serre"/>
</xsl:template>

	<xsl:template match="faits" mode="pied"/>
</xsl:stylesheet>
