/* banned: functions that no file of lib/ or cmd/ may name, included ahead of each of them by the Makefile.
 *
 * Using one is a compile error. The first row writes past its buffer, keeps a hidden state, or cannot report an error; the
 * others obey the locale, and our bytes are the same everywhere. The headers that declare them stand first, so that only
 * our own code is judged. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* Some of them are macros too, depending on the C library, the compiler and -O. */
#undef isalpha
#undef isalnum
#undef isdigit
#undef isspace
#undef isupper
#undef islower
#undef ispunct
#undef isprint
#undef isxdigit
#undef iscntrl
#undef isgraph
#undef isblank
#undef toupper
#undef tolower
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat sprintf vsprintf strtok gmtime localtime asctime ctime atoi atol atof gets
#pragma GCC poison setlocale strcoll strxfrm strtod strtof strtold strcasecmp strncasecmp toupper tolower
#pragma GCC poison isalpha isalnum isdigit isspace isupper islower ispunct isprint isxdigit iscntrl isgraph isblank

#endif
