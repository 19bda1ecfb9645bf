/* prompt: the questions that bilan-new asks on a terminal. */
#ifndef CLIENT_PROMPT_H
#define CLIENT_PROMPT_H

#include "client/run.h"
#include "metier/ouverture.h"

/* Ask for a person (on standard error, read on standard input): Enter takes the default, a wrong answer is asked again; ends
 * with a summary and a last question. False: end of input or a no, nothing is to be opened. */
bool prompt_personne(struct run *r, struct ouvertures *o, struct neuf *n);

/* A yes-or-no question whose default is yes. The end of the input is no answer: nothing may be removed on it. */
enum reponse { REPONSE_NON, REPONSE_OUI, REPONSE_FIN };
enum reponse prompt_reponse(struct run *r, const char *question);
bool prompt_oui(struct run *r, const char *question); /* is it a yes? */

/* One line of standard input, without its end; false at the end of the input. */
bool prompt_ligne(struct run *r, struct slice *line);

#endif
