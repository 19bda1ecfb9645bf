<?xml version="1.0" encoding="UTF-8"?>
<!-- La synthèse : la chaîne des objectifs, puis les trois parties attendues par la loi, les observations, les signatures.
     Rien n'y vient des notes, des aménagements, du financement ni du prix. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
	<xsl:include href="commun.xsl"/>
	<xsl:key name="experience" match="/faits/bilan/experience | /faits/bilan/formation" use="@id"/>
	<xsl:key name="piste" match="/faits/bilan/piste" use="@id"/>
	<xsl:key name="enquetes" match="/faits/bilan/enquete" use="Piste"/>
	<xsl:key name="evenement" match="/faits/journal/seance | /faits/journal/travail | /faits/journal/enquete | /faits/journal/passation" use="@id"/>
	<xsl:key name="instrument" match="/faits/bilan/interet" use="concat(Instrument, '|', Version, '|', Le)"/>
	<xsl:key name="mode" match="/faits/journal/seance" use="Mode/@code"/>

	<xsl:template match="/faits">
		<xsl:call-template name="page"><xsl:with-param name="titre">Synthèse du bilan de compétences</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template match="faits" mode="tete">
		<header>
			<p class="cartouche"><xsl:value-of select="organisme/Nom"/></p>
			<h1>Synthèse du bilan de compétences</h1>
			<p class="personne"><xsl:value-of select="$personne"/></p>
			<dl>
				<xsl:if test="parcours/Debut_le">
					<div><dt>Bilan</dt><dd><xsl:call-template name="dates"/></dd></div>
				</xsl:if>
				<xsl:call-template name="terme"><xsl:with-param name="nom">Conduit par</xsl:with-param><xsl:with-param name="v" select="conseiller/Nom"/></xsl:call-template>
				<div><dt>Établie le</dt><dd><xsl:value-of select="Au"/></dd></div>
				<div><dt>Référence</dt><dd><xsl:value-of select="@reference"/></dd></div>
			</dl>
		</header>
	</xsl:template>
	<xsl:template name="dates">
		<xsl:choose>
			<xsl:when test="/faits/parcours/Fin_le"><xsl:value-of select="concat('du ', /faits/parcours/Debut_le, ' au ', /faits/parcours/Fin_le)"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="concat('commencé le ', /faits/parcours/Debut_le)"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="faits" mode="corps">
		<xsl:if test="$bilan/objectif"><xsl:call-template name="chaine"/></xsl:if>
		<xsl:if test="$bilan/demande or $bilan/objectif or $bilan/section[Bloc/@code = 'circonstances']"><xsl:call-template name="circonstances"/></xsl:if>
		<xsl:if test="$bilan/competence or $bilan/section[Bloc/@code = 'competences']"><xsl:call-template name="competences"/></xsl:if>
		<xsl:if test="$bilan/projet or $bilan/action or $bilan/piste or $bilan/section[Bloc/@code = 'projet']"><xsl:call-template name="projet"/></xsl:if>
		<xsl:if test="$bilan/observation"><xsl:call-template name="observations"/></xsl:if>
		<xsl:call-template name="signatures"/>
	</xsl:template>

	<!-- La chaîne : de la demande au résultat. Un maillon vide se voit. -->
	<xsl:template name="chaine">
		<section>
			<h2>De la demande au résultat</h2>
			<dl class="chaine">
				<xsl:call-template name="maillon"><xsl:with-param name="nom">Demande</xsl:with-param><xsl:with-param name="v" select="$bilan/demande/Motif"/></xsl:call-template>
			</dl>
			<xsl:for-each select="$bilan/objectif">
				<h3>
					<xsl:text>Objectif</xsl:text>
					<xsl:if test="count($bilan/objectif) &gt; 1"><xsl:value-of select="concat(' ', position())"/></xsl:if>
					<xsl:text> : </xsl:text>
					<xsl:apply-templates select="Enonce" mode="ligne"/>
				</h3>
				<dl class="chaine">
					<xsl:call-template name="maillon"><xsl:with-param name="nom">Signe attendu</xsl:with-param><xsl:with-param name="v" select="Signe"/></xsl:call-template>
					<xsl:call-template name="maillon"><xsl:with-param name="nom">Travail mené</xsl:with-param><xsl:with-param name="v" select="Travail[not(key('evenement', .))]"/><xsl:with-param name="dates" select="key('evenement', Travail)"/></xsl:call-template>
					<xsl:call-template name="maillon"><xsl:with-param name="nom">Résultat</xsl:with-param><xsl:with-param name="v" select="Resultat"/></xsl:call-template>
				</dl>
			</xsl:for-each>
		</section>
	</xsl:template>
	<xsl:template name="maillon">
		<xsl:param name="nom"/>
		<xsl:param name="v"/>
		<xsl:param name="dates" select="/.."/>
		<div>
			<dt><xsl:value-of select="$nom"/></dt>
			<dd>
				<xsl:if test="not($v) and not($dates)"><span class="manque">à préciser</span></xsl:if>
				<xsl:if test="$v and not($dates)"><xsl:call-template name="valeurs"><xsl:with-param name="v" select="$v"/></xsl:call-template></xsl:if>
				<xsl:if test="$dates">
					<ul>
						<xsl:for-each select="$v"><li><xsl:apply-templates select="." mode="ligne"/></li></xsl:for-each>
						<xsl:for-each select="$dates"><li><xsl:call-template name="evenement"/></li></xsl:for-each>
					</ul>
				</xsl:if>
			</dd>
		</div>
	</xsl:template>

	<!-- Un travail peut être noté par l'Id de son événement : la personne lit ce que c'était, et quand. -->
	<xsl:template name="evenement">
		<xsl:choose>
			<xsl:when test="self::*[local-name() = 'seance']">Séance</xsl:when>
			<xsl:when test="self::*[local-name() = 'enquete']">Enquête</xsl:when>
			<xsl:when test="self::*[local-name() = 'passation']">Questionnaire</xsl:when>
			<xsl:otherwise>Travail personnel</xsl:otherwise>
		</xsl:choose>
		<xsl:value-of select="concat(' du ', Le)"/>
	</xsl:template>

	<!-- Les textes rédigés ouvrent leur partie, avec leur auteur. -->
	<xsl:template name="textes">
		<xsl:param name="bloc"/>
		<xsl:for-each select="$bilan/section[Bloc/@code = $bloc]">
			<xsl:apply-templates select="Texte" mode="texte"/>
			<xsl:if test="Auteur"><p class="auteur"><xsl:text>— </xsl:text><xsl:call-template name="auteur"/></p></xsl:if>
		</xsl:for-each>
	</xsl:template>

	<!-- 1. Circonstances -->
	<xsl:template name="circonstances">
		<section>
			<h2>1. Circonstances du bilan</h2>
			<xsl:call-template name="textes"><xsl:with-param name="bloc">circonstances</xsl:with-param></xsl:call-template>
			<xsl:if test="$bilan/demande[Attente or Contexte or Contrainte] or ($bilan/demande/Motif and not($bilan/objectif))">
				<h3><xsl:value-of select="concat('La demande, avec les mots ', $d-elle)"/></h3>
				<xsl:if test="not($bilan/objectif)"><xsl:for-each select="$bilan/demande/Motif"><blockquote><xsl:apply-templates select="." mode="texte"/></blockquote></xsl:for-each></xsl:if>
				<dl>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Attentes</xsl:with-param><xsl:with-param name="v" select="$bilan/demande/Attente"/></xsl:call-template>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Contexte</xsl:with-param><xsl:with-param name="v" select="$bilan/demande/Contexte"/></xsl:call-template>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Contraintes</xsl:with-param><xsl:with-param name="v" select="$bilan/demande/Contrainte"/></xsl:call-template>
				</dl>
			</xsl:if>
			<xsl:if test="heures/Seances and heures/Seances != '0'"><xsl:call-template name="deroulement"/></xsl:if>
			<xsl:call-template name="outils"/>
		</section>
	</xsl:template>

	<xsl:template name="deroulement">
		<h3>Le déroulement</h3>
		<p>
			<xsl:text>Le bilan a eu lieu </xsl:text>
			<xsl:choose>
				<xsl:when test="parcours/Fin_le"><xsl:call-template name="dates"/></xsl:when>
				<xsl:otherwise><xsl:value-of select="concat('à partir du ', parcours/Debut_le)"/></xsl:otherwise>
			</xsl:choose>
			<xsl:value-of select="concat(', en ', heures/Seances, ' séance')"/>
			<xsl:if test="heures/Seances != '1'">s</xsl:if>
			<xsl:for-each select="journal/seance[generate-id() = generate-id(key('mode', Mode/@code)[1])]">
				<xsl:choose>
					<xsl:when test="position() = 1">, </xsl:when>
					<xsl:when test="position() = last()"> et </xsl:when>
					<xsl:otherwise>, </xsl:otherwise>
				</xsl:choose>
				<xsl:value-of select="Mode"/>
			</xsl:for-each>
			<xsl:value-of select="concat(' : ', heures/Accompagnement, ' d’accompagnement')"/>
			<xsl:if test="heures/Travail/@n != '0'"><xsl:value-of select="concat(', et ', heures/Travail, ' de travail personnel entre les séances')"/></xsl:if>
			<xsl:text>.</xsl:text>
		</p>
		<div class="cote">
		<xsl:call-template name="dessin"><xsl:with-param name="nom">heures</xsl:with-param><xsl:with-param name="legende">Les heures d’accompagnement, phase par phase</xsl:with-param></xsl:call-template>
		<table class="heures">
			<caption>Heures d’accompagnement</caption>
			<thead><tr><th scope="col">Phase</th><th scope="col" class="nombre">Durée</th></tr></thead>
			<tbody>
				<tr><th scope="row">Préliminaire</th><td class="nombre"><xsl:value-of select="heures/Preliminaire"/></td></tr>
				<tr><th scope="row">Investigation</th><td class="nombre"><xsl:value-of select="heures/Investigation"/></td></tr>
				<tr><th scope="row">Conclusion</th><td class="nombre"><xsl:value-of select="heures/Conclusion"/></td></tr>
			</tbody>
			<tfoot><tr><th scope="row">Ensemble</th><td class="nombre"><xsl:value-of select="heures/Accompagnement"/></td></tr></tfoot>
		</table>
		</div>
	</xsl:template>

	<xsl:template name="outils">
		<xsl:variable name="instruments" select="$bilan/interet[Instrument][generate-id() = generate-id(key('instrument', concat(Instrument, '|', Version, '|', Le))[1])]"/>
		<xsl:variable name="passations" select="journal/passation[Objet]"/>
		<xsl:if test="$instruments or $passations or $bilan/enquete">
			<h3>Les outils utilisés</h3>
			<ul>
				<xsl:for-each select="$instruments">
					<li>
						<xsl:value-of select="Instrument"/>
						<xsl:if test="Version"><xsl:value-of select="concat(', version ', Version)"/></xsl:if>
						<xsl:if test="Le"><xsl:value-of select="concat(', le ', Le)"/></xsl:if>
					</li>
				</xsl:for-each>
				<xsl:if test="not($instruments)">
					<xsl:for-each select="$passations"><li><xsl:value-of select="concat('Questionnaire (', Objet, '), le ', Le)"/></li></xsl:for-each>
				</xsl:if>
				<xsl:if test="$bilan/experience"><li>Récit du parcours</li></xsl:if>
				<xsl:if test="$bilan/competence"><li>Inventaire des compétences et recherche de preuves</li></xsl:if>
				<xsl:if test="$bilan/enquete"><li>Enquêtes auprès de personnes du métier</li></xsl:if>
			</ul>
		</xsl:if>
	</xsl:template>

	<!-- 2. Compétences et aptitudes -->
	<xsl:template name="competences">
		<section>
			<h2>2. Compétences et aptitudes au regard des perspectives</h2>
			<xsl:call-template name="textes"><xsl:with-param name="bloc">competences</xsl:with-param></xsl:call-template>
			<xsl:if test="$bilan/experience or $bilan/formation"><xsl:call-template name="parcours"/></xsl:if>
			<xsl:if test="$bilan/competence">
				<xsl:call-template name="tableau-competences"/>
			</xsl:if>
			<xsl:call-template name="interets"/>
		</section>
	</xsl:template>

	<xsl:template name="parcours">
		<h3>Le parcours en bref</h3>
		<dl class="parcours">
			<xsl:for-each select="$bilan/experience">
				<xsl:sort select="Debut/@iso" order="descending"/>
				<div>
					<dt><xsl:call-template name="periode"/></dt>
					<dd>
						<xsl:value-of select="Poste"/>
						<xsl:if test="Poste and Employeur">, </xsl:if>
						<xsl:value-of select="Employeur"/>
						<xsl:if test="Nature and Nature != 'emploi'"><xsl:value-of select="concat(' (', Nature, ')')"/></xsl:if>
					</dd>
				</div>
			</xsl:for-each>
		</dl>
		<xsl:if test="$bilan/formation">
			<h4>Formations</h4>
			<dl class="parcours">
				<xsl:for-each select="$bilan/formation">
					<xsl:sort select="Debut/@iso" order="descending"/>
					<div>
						<dt><xsl:call-template name="periode"/></dt>
						<dd>
							<xsl:value-of select="Intitule"/>
							<xsl:if test="Organisme"><xsl:value-of select="concat(', ', Organisme)"/></xsl:if>
							<xsl:if test="Diplome"><xsl:value-of select="concat(' — ', Diplome)"/></xsl:if>
						</dd>
					</div>
				</xsl:for-each>
			</dl>
		</xsl:if>
	</xsl:template>

	<!-- Une ligne par compétence. Les avis ne sont jamais mêlés : un seul chiffre quand ils sont les mêmes, sinon chacun le sien. -->
	<xsl:template name="tableau-competences">
		<h3>Les compétences</h3>
		<p>Niveau : 1, notions ; 2, avec appui ; 3, en autonomie ; 4, sait transmettre. Quand plusieurs personnes l’ont apprécié, chaque avis est donné tel quel.</p>
		<table class="large competences">
			<caption>Les compétences, leur niveau et ce qui les atteste</caption>
			<thead><tr><th scope="col">Compétence</th><th scope="col">Niveau</th><th scope="col">Preuve</th></tr></thead>
			<xsl:call-template name="famille"><xsl:with-param name="titre">Savoir-faire</xsl:with-param><xsl:with-param name="v" select="$bilan/competence[Type/@code = 'savoir-faire']"/></xsl:call-template>
			<xsl:call-template name="famille"><xsl:with-param name="titre">Savoirs</xsl:with-param><xsl:with-param name="v" select="$bilan/competence[Type/@code = 'savoir']"/></xsl:call-template>
			<xsl:call-template name="famille"><xsl:with-param name="titre">Savoir-être</xsl:with-param><xsl:with-param name="v" select="$bilan/competence[Type/@code = 'savoir-etre']"/></xsl:call-template>
			<xsl:call-template name="famille"><xsl:with-param name="titre">Autres compétences</xsl:with-param><xsl:with-param name="v" select="$bilan/competence[not(Type/@code = 'savoir-faire' or Type/@code = 'savoir' or Type/@code = 'savoir-etre')]"/></xsl:call-template>
		</table>
		<xsl:call-template name="ecarts"/>
	</xsl:template>
	<xsl:template name="famille">
		<xsl:param name="titre"/>
		<xsl:param name="v"/>
		<xsl:if test="$v">
			<tbody>
				<tr><th scope="rowgroup" colspan="3"><xsl:value-of select="$titre"/></th></tr>
				<xsl:apply-templates select="$v"/>
			</tbody>
		</xsl:if>
	</xsl:template>
	<xsl:template match="competence">
		<tr>
			<th scope="row">
				<xsl:apply-templates select="Enonce" mode="ligne"/>
				<xsl:if test="key('experience', Experience)">
					<p class="detail">
						<xsl:for-each select="key('experience', Experience)">
							<xsl:if test="position() != 1"> ; </xsl:if>
							<xsl:value-of select="Poste | Intitule"/>
							<xsl:if test="not(Poste | Intitule)"><xsl:value-of select="Employeur | Organisme"/></xsl:if>
						</xsl:for-each>
					</p>
				</xsl:if>
				<xsl:if test="Perspective"><p class="detail">Pour la suite : <xsl:apply-templates select="Perspective" mode="ligne"/></p></xsl:if>
			</th>
			<td data-nom="Niveau">
				<xsl:call-template name="niveaux"/>
				<xsl:if test="Envie"><p class="detail">Envie : <xsl:value-of select="Envie"/></p></xsl:if>
			</td>
			<td data-nom="Preuve">
				<xsl:call-template name="valeurs"><xsl:with-param name="v" select="Preuve"/></xsl:call-template>
				<xsl:if test="not(Preuve)"><span class="manque">déclarée, sans preuve à ce jour</span></xsl:if>
			</td>
		</tr>
	</xsl:template>
	<xsl:template name="niveaux">
		<xsl:variable name="avis" select="Niveau | Niveau_conseiller | Niveau_tiers"/>
		<xsl:choose>
			<xsl:when test="not($avis)"><span class="manque">à préciser</span></xsl:when>
			<xsl:when test="count($avis) = 1 and Niveau"><xsl:value-of select="Niveau/@code"/></xsl:when>
			<xsl:when test="count($avis) != 1 and not($avis[@code != $avis[1]/@code])">
				<xsl:value-of select="concat($avis[1]/@code, ', selon ')"/>
				<xsl:choose><xsl:when test="count($avis) = 3">les trois avis</xsl:when><xsl:otherwise>les deux avis</xsl:otherwise></xsl:choose>
			</xsl:when>
			<xsl:otherwise>
				<xsl:for-each select="$avis">
					<xsl:if test="position() != 1"><br/></xsl:if>
					<xsl:call-template name="voix"/>
					<xsl:value-of select="concat(' : ', @code)"/>
				</xsl:for-each>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template name="voix">
		<xsl:choose>
			<xsl:when test="self::*[local-name() = 'Niveau_conseiller']">le conseil</xsl:when>
			<xsl:when test="self::*[local-name() = 'Niveau_tiers']">un tiers</xsl:when>
			<xsl:otherwise><xsl:value-of select="$elle"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<!-- Deux degrés d'écart ou plus : un sujet de conversation, que les mots du niveau disent mieux que les chiffres. -->
	<xsl:template name="ecarts">
		<xsl:variable name="v" select="$bilan/competence[Niveau/@code - Niveau_conseiller/@code &gt;= 2 or Niveau_conseiller/@code - Niveau/@code &gt;= 2
			or Niveau/@code - Niveau_tiers/@code &gt;= 2 or Niveau_tiers/@code - Niveau/@code &gt;= 2
			or Niveau_conseiller/@code - Niveau_tiers/@code &gt;= 2 or Niveau_tiers/@code - Niveau_conseiller/@code &gt;= 2]"/>
		<xsl:if test="$v">
			<h3>Des avis qui diffèrent</h3>
			<ul>
				<xsl:for-each select="$v">
					<li>
						<xsl:apply-templates select="Enonce" mode="ligne"/>
						<xsl:text> : </xsl:text>
						<xsl:for-each select="Niveau | Niveau_conseiller | Niveau_tiers">
							<xsl:if test="position() != 1"> ; </xsl:if>
							<xsl:text>selon </xsl:text><xsl:call-template name="voix"/><xsl:value-of select="concat(', ', .)"/>
						</xsl:for-each>
						<xsl:text>.</xsl:text>
					</li>
				</xsl:for-each>
			</ul>
		</xsl:if>
	</xsl:template>

	<xsl:template name="interets">
		<div class="listes">
			<xsl:call-template name="liste"><xsl:with-param name="titre">Les centres d’intérêt</xsl:with-param><xsl:with-param name="nature">riasec</xsl:with-param></xsl:call-template>
			<xsl:call-template name="liste"><xsl:with-param name="titre">Les motivations</xsl:with-param><xsl:with-param name="nature">motivation</xsl:with-param></xsl:call-template>
			<xsl:call-template name="liste"><xsl:with-param name="titre">Les valeurs, par ordre d’importance</xsl:with-param><xsl:with-param name="nature">valeur</xsl:with-param></xsl:call-template>
			<xsl:call-template name="liste"><xsl:with-param name="titre">Les priorités</xsl:with-param><xsl:with-param name="nature">priorite</xsl:with-param></xsl:call-template>
			<xsl:call-template name="liste"><xsl:with-param name="titre">Les choix de vie</xsl:with-param><xsl:with-param name="nature">choix-de-vie</xsl:with-param></xsl:call-template>
			<xsl:call-template name="liste"><xsl:with-param name="titre">Les aptitudes</xsl:with-param><xsl:with-param name="nature">aptitude</xsl:with-param></xsl:call-template>
			<xsl:call-template name="liste"><xsl:with-param name="titre">Les souhaits</xsl:with-param><xsl:with-param name="nature">souhait</xsl:with-param></xsl:call-template>
			<xsl:call-template name="liste"><xsl:with-param name="titre">Les conditions posées</xsl:with-param><xsl:with-param name="nature">contrainte</xsl:with-param></xsl:call-template>
		</div>
	</xsl:template>
	<!-- Un résultat chiffré n'est donné qu'avec son instrument. -->
	<xsl:template name="liste">
		<xsl:param name="titre"/>
		<xsl:param name="nature"/>
		<xsl:variable name="v" select="$bilan/interet[Nature/@code = $nature]"/>
		<xsl:if test="$v">
			<div class="liste">
			<h3><xsl:value-of select="$titre"/></h3>
			<ul>
				<xsl:for-each select="$v">
					<xsl:sort select="not(Rang)"/>
					<xsl:sort select="Rang" data-type="number"/>
					<li>
						<xsl:apply-templates select="Enonce" mode="ligne"/>
						<xsl:if test="Score and Instrument"><xsl:value-of select="concat(' (', Score, ')')"/></xsl:if>
					</li>
				</xsl:for-each>
			</ul>
			<xsl:if test="$v[Score and Instrument]">
				<p class="auteur">
					<xsl:text>Source : </xsl:text>
					<xsl:for-each select="$v[Instrument][generate-id() = generate-id(key('instrument', concat(Instrument, '|', Version, '|', Le))[1])]">
						<xsl:if test="position() != 1"> ; </xsl:if>
						<xsl:value-of select="Instrument"/>
						<xsl:if test="Version"><xsl:value-of select="concat(', version ', Version)"/></xsl:if>
						<xsl:if test="Le"><xsl:value-of select="concat(', le ', Le)"/></xsl:if>
					</xsl:for-each>
					<xsl:text>. Un score ouvre une discussion ; il ne dit pas ce qu’une personne peut faire.</xsl:text>
				</p>
			</xsl:if>
			</div>
		</xsl:if>
	</xsl:template>

	<!-- 3. Projet et étapes -->
	<xsl:template name="projet">
		<section>
			<h2>3. Projet et étapes</h2>
			<xsl:call-template name="textes"><xsl:with-param name="bloc">projet</xsl:with-param></xsl:call-template>
			<xsl:for-each select="$bilan/projet">
				<xsl:variable name="piste" select="key('piste', Piste)"/>
				<h3>
					<xsl:choose>
						<xsl:when test="$piste/etat[@present]/Etat/@code = 'alternative'">Le projet de rechange</xsl:when>
						<xsl:when test="$piste/etat[@present]/Etat/@code = 'ecartee'">Un projet écarté</xsl:when>
						<xsl:otherwise>Le projet</xsl:otherwise>
					</xsl:choose>
				</h3>
				<p><strong><xsl:value-of select="Titre"/></strong></p>
				<xsl:apply-templates select="Strategie" mode="texte"/>
				<dl>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Pourquoi</xsl:with-param><xsl:with-param name="v" select="$piste/etat[@present]/Raison"/></xsl:call-template>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Reste à vérifier</xsl:with-param><xsl:with-param name="v" select="$piste/Manque"/></xsl:call-template>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Ne se ferait pas si</xsl:with-param><xsl:with-param name="v" select="$piste/Veto"/></xsl:call-template>
				</dl>
			</xsl:for-each>
			<xsl:call-template name="autres-pistes"/>
			<xsl:if test="$bilan/enquete"><xsl:call-template name="enquetes"/></xsl:if>
			<xsl:if test="$bilan/besoin">
				<h3>Les besoins</h3>
				<xsl:for-each select="$bilan/besoin">
					<div class="fiche">
						<h4><xsl:value-of select="concat(translate(substring(Nature, 1, 1), 'fva', 'FVA'), substring(Nature, 2))"/></h4>
						<xsl:apply-templates select="Enonce" mode="texte"/>
						<dl><xsl:call-template name="terme"><xsl:with-param name="nom">Pourquoi</xsl:with-param><xsl:with-param name="v" select="Raison"/></xsl:call-template></dl>
					</div>
				</xsl:for-each>
			</xsl:if>
			<xsl:if test="$bilan/action"><xsl:call-template name="plan"/></xsl:if>
		</section>
	</xsl:template>

	<!-- Chaque piste étudiée qui n'est pas devenue un projet, avec son état et sa raison. -->
	<xsl:template name="autres-pistes">
		<xsl:variable name="v" select="$bilan/piste[not(@id = $bilan/projet/Piste)]"/>
		<xsl:if test="$v">
			<h3>Les autres pistes étudiées</h3>
			<dl>
				<xsl:for-each select="$v">
					<div>
						<dt><xsl:value-of select="etat[@present]/Etat"/></dt>
						<dd>
							<strong><xsl:value-of select="Titre"/></strong>
							<xsl:for-each select="etat[@present]/Raison"><br/><xsl:apply-templates select="." mode="ligne"/></xsl:for-each>
						</dd>
					</div>
				</xsl:for-each>
			</dl>
		</xsl:if>
	</xsl:template>

	<!-- Les faits, les opinions et la conclusion ne se mêlent pas ; personne n'est nommé. -->
	<xsl:template name="enquetes">
		<h3>Les enquêtes de terrain</h3>
		<xsl:for-each select="$bilan/enquete">
			<xsl:sort select="Le/@iso"/>
			<div class="fiche">
				<h4>
					<xsl:value-of select="Fonction"/>
					<xsl:if test="not(Fonction)"><xsl:value-of select="Nature"/></xsl:if>
				</h4>
				<p class="auteur">
					<xsl:variable name="quoi"><xsl:if test="Fonction"><xsl:value-of select="Nature"/></xsl:if></xsl:variable>
					<xsl:value-of select="$quoi"/>
					<xsl:if test="Mode"><xsl:if test="$quoi != ''"><xsl:text> </xsl:text></xsl:if><xsl:value-of select="Mode"/></xsl:if>
					<xsl:if test="Le"><xsl:if test="$quoi != '' or Mode">, </xsl:if><xsl:value-of select="concat('le ', Le)"/></xsl:if>
					<xsl:choose>
						<xsl:when test="Minutes/@n &lt; 60"><xsl:value-of select="concat(' (', Minutes/@n, '&#160;min)')"/></xsl:when>
						<xsl:when test="Minutes"><xsl:value-of select="concat(' (', Minutes, ')')"/></xsl:when>
					</xsl:choose>
					<xsl:if test="key('piste', Piste)/Titre"><xsl:value-of select="concat(', pour la piste « ', key('piste', Piste)/Titre, ' »')"/></xsl:if>
				</p>
				<dl>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Faits</xsl:with-param><xsl:with-param name="v" select="Fait"/></xsl:call-template>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Avis recueillis</xsl:with-param><xsl:with-param name="v" select="Opinion"/></xsl:call-template>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Conclusion</xsl:with-param><xsl:with-param name="v" select="Conclusion"/></xsl:call-template>
					<xsl:call-template name="terme"><xsl:with-param name="nom">Effet</xsl:with-param><xsl:with-param name="v" select="Effet"/></xsl:call-template>
				</dl>
			</div>
		</xsl:for-each>
	</xsl:template>

	<xsl:template name="plan">
		<h3>Le plan d’action</h3>
		<xsl:call-template name="dessin"><xsl:with-param name="nom">plan</xsl:with-param><xsl:with-param name="legende">Les actions à leur date ; les numéros sont ceux du tableau</xsl:with-param></xsl:call-template>
		<table class="large plan">
			<caption>Les actions, de la plus proche à la plus lointaine</caption>
			<thead><tr><th scope="col">N°</th><th scope="col">Action</th><th scope="col">Échéance</th><th scope="col">Premier pas, appui, signe que c’est fait</th></tr></thead>
			<tbody>
				<xsl:for-each select="$bilan/action">
					<xsl:sort select="not(Echeance/@iso)"/>
					<xsl:sort select="Echeance/@iso"/>
					<tr>
						<th scope="row"><xsl:value-of select="position()"/></th>
						<td>
							<xsl:apply-templates select="Action" mode="ligne"/>
							<xsl:if test="Etat and Etat/@code != 'a-faire'"><p class="detail">État : <xsl:value-of select="Etat"/></p></xsl:if>
							<xsl:if test="Qui and Qui != $elle"><p class="detail">Par : <xsl:value-of select="Qui"/></p></xsl:if>
							<xsl:if test="Obstacle"><p class="detail">Obstacle possible : <xsl:apply-templates select="Obstacle" mode="ligne"/></p></xsl:if>
							<xsl:if test="Plan_b"><p class="detail">Sinon : <xsl:apply-templates select="Plan_b" mode="ligne"/></p></xsl:if>
						</td>
						<td data-nom="Échéance"><xsl:value-of select="Echeance"/><xsl:if test="not(Echeance)"><span class="manque">à préciser</span></xsl:if></td>
						<td data-nom="Premier pas">
							<xsl:apply-templates select="Premier_pas" mode="ligne"/>
							<xsl:if test="Ressource"><p class="detail">Appui : <xsl:apply-templates select="Ressource" mode="ligne"/></p></xsl:if>
							<xsl:if test="Signe"><p class="detail">Signe : <xsl:apply-templates select="Signe" mode="ligne"/></p></xsl:if>
						</td>
					</tr>
				</xsl:for-each>
			</tbody>
		</table>
	</xsl:template>

	<xsl:template name="observations">
		<section>
			<h2><xsl:value-of select="concat('Observations ', $d-elle)"/></h2>
			<xsl:for-each select="$bilan/observation">
				<xsl:sort select="Le/@iso"/>
				<blockquote>
					<xsl:apply-templates select="Texte" mode="texte"/>
					<p class="auteur">
						<xsl:call-template name="auteur"/>
						<xsl:if test="Le"><xsl:value-of select="concat(', le ', Le)"/></xsl:if>
					</p>
				</blockquote>
			</xsl:for-each>
		</section>
	</xsl:template>

	<xsl:template name="signatures">
		<section class="finir">
			<h2>Signatures</h2>
			<p>
				<xsl:choose>
					<xsl:when test="journal/conservation[Resultat = 'accord' and contains(Porte, 'synthese')]">Établie en deux exemplaires, dont un que le centre garde avec l’accord écrit <xsl:value-of select="$d-elle"/>,</xsl:when>
					<xsl:otherwise>Établie en ………… exemplaire(s),</xsl:otherwise>
				</xsl:choose>
				<xsl:text> à ……………………………………, le ……………………………</xsl:text>
			</p>
			<div class="signatures">
				<div class="signature"><p><xsl:value-of select="$personne"/></p></div>
				<div class="signature"><p><xsl:value-of select="conseiller/Nom"/><xsl:if test="not(conseiller/Nom)">Pour le centre</xsl:if></p></div>
			</div>
		</section>
	</xsl:template>

	<xsl:template match="faits" mode="pied">
		<footer class="pied">
			<p>
				<xsl:text>Cette synthèse appartient à </xsl:text><xsl:value-of select="$personne"/>
				<xsl:text>, à qui elle est remise avec les résultats détaillés du bilan. Personne d’autre ne peut la recevoir sans son accord (article L.&#160;6313-4 du code du travail).</xsl:text>
			</p>
			<p>
				<xsl:text>Les documents établis pour ce bilan sont détruits dès qu’il est terminé, sauf accord écrit </xsl:text><xsl:value-of select="$d-elle"/>
				<xsl:text>, fondé sur la nécessité d’un suivi (article R.&#160;6313-7).</xsl:text>
			</p>
		</footer>
	</xsl:template>
</xsl:stylesheet>
