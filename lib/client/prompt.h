/* prompt: the questions that bilan-new asks on a terminal. */
#ifndef CLIENT_PROMPT_H
#define CLIENT_PROMPT_H

#include "client/run.h"
#include "metier/ouverture.h"

/* Ask for a person (on standard error, read on standard input): Enter takes the default, a wrong answer is asked again; ends with a
 * summary and a last question. False: end of input or a no, nothing is to be opened. */
bool prompt_personne(struct run *r, struct ouvertures *o, struct neuf *n);

/* A yes-or-no question whose default is yes. */
bool prompt_oui(struct run *r, const char *question);

/* One line of standard input, without its end; false at the end of the input. */
bool prompt_ligne(struct run *r, struct slice *line);

#endif
