/* piste: what pistes.rec says of each piste at a date: the states it went through, with their reasons, and the people met
 * for it. Every command that tells where a piste stands asks here. */
#ifndef METIER_PISTE_H
#define METIER_PISTE_H

#include "format/rec.h"
#include "metier/libelle.h"
#include "sys/date.h"

/* A state: that which a Piste bears itself, or an Etat_piste. */
struct piste_etat {
	const struct rec_record *e;
	struct slice piste, etat, raison;
	jour_t le; /* JOUR_NONE, without a date: before all others */
	bool propre; /* E is the piste itself */
};

struct pistes {
	struct arena *a;
	const struct rec *r;
	struct piste_etat *v; /* by piste, then date; of one day, in the order of the file */
	size_t n;
	struct slice *rencontres; /* the piste of each enquiry with a person, sorted */
	size_t nrencontres;
};

/* Read what R, a pistes.rec, says at AU: what is dated later does not count yet. L tells which enquiries are no meeting. */
void pistes_lues(struct arena *a, const struct rec *r, jour_t au, const struct libelles *l, struct pistes *p);

/* The states of PISTE, a record, one by one: *FROM starts at 0; NULL after the last one, which is the present one. */
const struct piste_etat *piste_suivant(const struct pistes *p, const struct rec_record *piste, size_t *from);
const struct piste_etat *piste_present(const struct pistes *p, const struct rec_record *piste);

/* How many enquiries with a person the piste of that Id has. */
size_t piste_rencontres(const struct pistes *p, struct slice id);

/* Is an enquiry of that Nature a meeting with a person? Offers, figures and papers that were read are not: the codes of
 * Enquete.Sans_personne, of which the first word is enough, or their texts. */
bool enquete_rencontre(struct arena *a, const struct libelles *l, struct slice nature);

#endif
