/* faits: a case as an XML tree, for stylesheets: the only thing that they see.
 *
 *   <faits version="1" document="synthese" reference="2026-0001" au="2026-11-18">
 *     <Au>, <organisme>, <conseiller>, <dossier>, <financement>*
 *     <regle id="duree-plancher">*: Valeur ("13 heures"), Objet, Article: those that the profile names, at the date of the case
 *       that each goes by; <voie id="cpf">*: Libelle, Payeur, Pour, Article: the funding routes open at --au
 *     <parcours>: Etat, Phase, Conservation, Ouvert_le, Debut_le, Fin_le, Garde_max (the last day that the law lets documents be
 *       kept by agreement), Situation, Voie*
 *     <heures>: Preliminaire, Investigation, Conclusion, Accompagnement, Signe, Travail, Absence, Prevu, Seances (a number)
 *     <journal>: events that count, in their order, each under its type: <seance> (held), <passation>, <document>…, and
 *       <absence>, <prevu> for sessions and work missed or planned. Held sessions have signe="oui|non", Conseiller_nom, and
 *       <signature qui="conseiller|beneficiaire|connexion"> with its day
 *     <acte type="arret|interruption">: the stop or interruption: its fields, Motif_financeur* (each funder's words),
 *       Reprise_le, and the <reponse> of the person; <passage>: the handover asked last: its fields, De_nom, Vers_nom, and the
 *       <reponse>; <piece>*: each paper: Document, Destinataire, Montre_le, Transmis_le… Refuse_le, Manque
 *     <bilan>: the records of bilans/ in the order of their files, each under its kind: <demande>, <objectif>…; a <piste> holds
 *       its states up to that day as <etat>, by date, the last one with present="oui"; only the <suivi> and the
 *       <suivi-action> that hold on that day stand there. For the sheet of tasks, each as <tache id="e12" etat="en-retard">:
 *       Echeance, Le (when it was done), Qui, Minutes, and the words that its note bears for the person
 *
 * A record is an element with the attribute id when it has an Id, and one child a field, under the field's own name (`Le`,
 * `Nom`). A day is <Le iso="2026-03-02">2 mars 2026</Le>; minutes <Minutes n="90">1 h 30</Minutes>; money <Prix
 * n="1600.00">; a closed code <Type code="savoir-etre">savoir-être</Type> (modeles/libelles.rec); a text of several
 * paragraphs has a <p> each (a long line that ends no sentence is taken for a line wrapped by hand). All of it is valid
 * XML: controls, bidirectional marks and bad bytes are U+FFFD. */
#ifndef METIER_FAITS_H
#define METIER_FAITS_H

#include "metier/constat.h"
#include "metier/document.h"

#include <libxml/tree.h>

/* The facts of a case, for page_free(). The texts of notes, answers to interview kits, Amenagement, Saisi and Par enter no
 * paper, nor, of an enquiry, any field that its schema does not name; with an allow-list, only what it names does, and
 * bilans/ is not opened. ABSENT, said: the bilan was destroyed. INVALID, said: a file cannot be read. */
enum status faits_lus(struct arena *a, const struct demande_document *q, xmlDocPtr *facts, struct diag *diag);

/* Add <figure nom="heures"> and <figure nom="plan">, drawn from the facts. */
void faits_figures(struct arena *a, xmlDocPtr facts);

/* Say what a synthesis would lack, as attentions: a legal part; the findings of C (NULL: none can be made); what it would
 * leave out. */
void faits_manques(struct arena *a, xmlDocPtr facts, const struct constats *c, struct diag *diag);

/* To read them: the first child of that name, or NULL; the next one after N; its text, empty for NULL, and an attribute. */
xmlNodePtr faits_enfant(xmlNodePtr n, const char *name);
xmlNodePtr faits_suivant(xmlNodePtr n, const char *name);
struct slice faits_texte(struct arena *a, xmlNodePtr n);
struct slice faits_attribut(struct arena *a, xmlNodePtr n, const char *name);
/* The element of the records of bilans/, or NULL. */
xmlNodePtr faits_bilan(xmlDocPtr facts);

/* The bytes of a file of modeles/: the store's own, else the one shipped. CTX is the struct depot; for page_make(). */
enum status faits_modele(void *ctx, struct arena *a, const char *name, struct slice *bytes, const char **path);

#endif
