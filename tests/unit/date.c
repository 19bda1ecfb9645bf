/* Civil dates, what people type, holidays and working days. */
#include "sys/date.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static jour_t day(const char *iso)
{
	return *iso ? jour_iso(slice_z(iso)) : JOUR_NONE;
}

/* D as a file holds it, "" for none: what the failures print. */
static const char *iso(struct arena *a, jour_t d)
{
	struct buf b;
	buf_init(&b, a);
	buf_add_jour(&b, d);
	return buf_z(&b);
}

static const struct {
	int year, month, day;
	jour_t number;
} CIVIL[] = {
	{1970, 1, 1, 0},          {1969, 12, 31, -1},      {1970, 12, 31, 364},       {2000, 2, 29, 11016},
	{2026, 3, 2, 20514},      {2024, 2, 29, 19782},    {1900, 3, 1, -25508},      {1, 1, 1, -719162},
	{9999, 12, 31, 2932896},  {1600, 2, 29, -135081},  {1900, 2, 29, JOUR_NONE},  {2100, 2, 29, JOUR_NONE},
	{2026, 2, 29, JOUR_NONE}, {2026, 4, 31, JOUR_NONE}, {2026, 6, 31, JOUR_NONE}, {2026, 9, 31, JOUR_NONE},
	{2026, 11, 31, JOUR_NONE}, {2026, 1, 32, JOUR_NONE}, {2026, 0, 1, JOUR_NONE}, {2026, 13, 1, JOUR_NONE},
	{2026, 1, 0, JOUR_NONE},  {0, 1, 1, JOUR_NONE},    {10000, 1, 1, JOUR_NONE},  {-1, 1, 1, JOUR_NONE},
	{2026, -1, 1, JOUR_NONE}, {2026, 1, -1, JOUR_NONE},
};

START_TEST(civil)
{
	jour_t d = jour_of(CIVIL[_i].year, CIVIL[_i].month, CIVIL[_i].day);
	ck_assert_msg(d == CIVIL[_i].number, "%d-%d-%d: %d", CIVIL[_i].year, CIVIL[_i].month, CIVIL[_i].day, d);
}
END_TEST

/* Every day from 1 January of year 1, counted by hand. */
START_TEST(every_day)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	jour_t d = -719162;
	int weekday = 0;
	for (int y = 1; y <= 9999; y++) {
		bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
		for (int m = 1; m <= 12; m++) {
			int days = length[m - 1] + (leap && m == 2);
			for (int n = 1; n <= days; n++, d++, weekday = (weekday + 1) % 7) {
				struct civil c = jour_civil(d);
				if (c.year != y || c.month != m || c.day != n || jour_of(y, m, n) != d || jour_weekday(d) != weekday)
					ck_abort_msg("jour %d, %d-%d-%d: %d-%d-%d, %d, jour de semaine %d", d, y, m, n, c.year, c.month,
					             c.day, jour_of(y, m, n), jour_weekday(d));
			}
			ck_assert_msg(jour_of(y, m, days + 1) == JOUR_NONE, "%d-%d-%d existe", y, m, days + 1);
		}
	}
	ck_assert_int_eq(d, 2932897);
}
END_TEST

START_TEST(outside)
{
	static const jour_t days[] = {JOUR_NONE, -719163, 2932897, INT32_MAX};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct civil c = jour_civil(days[i]);
		ck_assert_msg(c.year == 0 && c.month == 0 && c.day == 0, "%d: %d-%d-%d", days[i], c.year, c.month, c.day);
		ck_assert_msg(jour_add_months(days[i], 0) == JOUR_NONE, "%d: mois", days[i]);
		ck_assert_msg(jour_add(&(struct feries){0}, days[i], 0, JOURS_OUVRES) == JOUR_NONE, "%d: jours", days[i]);
		ck_assert_msg(jour_next(&(struct feries){0}, days[i], JOURS_OUVRES) == JOUR_NONE, "%d: suivant", days[i]);
	}
}
END_TEST

static const char *const PAQUES[] = {
	"1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2005-03-27", "2008-03-23", "2011-04-24",
	"2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2035-03-25",
	"2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22", "2326-04-25", "3165-04-18",
};

START_TEST(paques)
{
	jour_t d = day(PAQUES[_i]);
	jour_t found = jour_paques(jour_civil(d).year);
	ck_assert_msg(found == d, "%s: %d jours d'écart", PAQUES[_i], found - d);
	ck_assert_int_eq(jour_paques(0), JOUR_NONE);
	ck_assert_int_eq(jour_paques(10000), JOUR_NONE);
}
END_TEST

static const struct {
	const char *text;
	size_t n;
	bool good;
} ISO[] = {
	{"2026-03-02", 10, true},   {"2024-02-29", 10, true},     {"0001-01-01", 10, true},  {"9999-12-31", 10, true},
	{"0000-01-01", 10, false},  {"2026-02-29", 10, false},    {"2026-00-10", 10, false}, {"2026-13-10", 10, false},
	{"2026-99-10", 10, false},  {"2026-03-00", 10, false},    {"2026-03-32", 10, false}, {"2026-03-99", 10, false},
	{"2026-03-2", 9, false},    {"2026-03-021", 11, false},   {" 2026-03-02", 11, false}, {"2026-03-02 ", 11, false},
	{"2026/03/02", 10, false},  {"2026-03/02", 10, false},    {"+026-03-02", 10, false}, {"2o26-03-02", 10, false},
	{"2026-0:-02", 10, false},  {"2026-03-1/", 10, false},    {"2026-03-1:", 10, false},
	{"2026-1/-02", 10, false},  {"202/-03-02", 10, false},    {"20/6-03-02", 10, false},
	{"202é-3-02", 10, false},  {"2026-03-0\xB2", 10, false},
	{"2026-03-0\0", 10, false}, {"", 0, false},               {"\xFF\xFE-\x80-\xE9--02", 10, false},
};

START_TEST(iso_strict)
{
	struct arena a;
	arena_init(&a);
	jour_t d = jour_iso((struct slice){ISO[_i].text, ISO[_i].n});
	ck_assert_msg((d != JOUR_NONE) == ISO[_i].good, "« %s »: %d", ISO[_i].text, d);
	if (ISO[_i].good)
		ck_assert_str_eq(iso(&a, d), ISO[_i].text);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *typed, *means; /* "": refused */
} TYPED[] = {
	{"2026-03-02", "2026-03-02"}, {"02/03/2026", "2026-03-02"}, {"2/3/2026", "2026-03-02"},
	{"2/12/2026", "2026-12-02"}, {"02.03.2026", "2026-03-02"}, {"02-03-2026", "2026-03-02"},
	{" 02/03/2026\r", "2026-03-02"}, {"29/02/2024", "2024-02-29"}, {"31/02/2026", ""},
	{"29/02/2026", ""}, {"02/13/2026", ""}, {"00/03/2026", ""},
	{"02/03/26", ""}, {"02/03-2026", ""}, {"002/03/2026", ""},
	{"02/03/2026x", ""}, {"02/03/2026 9 h", ""}, {"2 mars 2026", ""},
	{"1er août 2026", ""}, {"2026-3-2", ""}, {"2026/03/02", ""},
	{"20260302", ""}, {"-2/3/2026", ""}, {"/3/2026", ""},
	{"2//2026", ""}, {"é/3/2026", ""}, {"", ""},
	{" ", ""}, {"31-04-2026", ""},
};

START_TEST(typed)
{
	struct arena a;
	arena_init(&a);
	const char *got = iso(&a, jour_parse(slice_z(TYPED[_i].typed)));
	ck_assert_msg(strcmp(got, TYPED[_i].means) == 0, "« %s »: « %s »", TYPED[_i].typed, got);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *from;
	int months;
	const char *to;
} MONTHS[] = {
	{"2025-08-31", 6, "2026-02-28"},  {"2027-08-31", 6, "2028-02-29"},  {"2027-08-30", 6, "2028-02-29"},
	{"2027-08-29", 6, "2028-02-29"},  {"2027-08-28", 6, "2028-02-28"},  {"2026-07-15", 6, "2027-01-15"},
	{"2026-12-31", 6, "2027-06-30"},  {"2026-10-31", 1, "2026-11-30"},  {"2024-02-29", 12, "2025-02-28"},
	{"2024-02-29", 48, "2028-02-29"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-01-31", -2, "2025-11-30"},
	{"2026-03-02", 0, "2026-03-02"},  {"9999-11-30", 1, "9999-12-30"},  {"9999-12-01", 1, ""},
	{"0001-01-31", -1, ""},           {"2026-03-02", 2147483647, ""},   {"2026-03-02", -2147483647, ""},
};

START_TEST(months)
{
	struct arena a;
	arena_init(&a);
	const char *got = iso(&a, jour_add_months(day(MONTHS[_i].from), MONTHS[_i].months));
	ck_assert_msg(strcmp(got, MONTHS[_i].to) == 0, "%s + %d mois: « %s »", MONTHS[_i].from, MONTHS[_i].months, got);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *text;
	bool good;
	const char *from, *to;
} PERIODE[] = {
	{"2026-01-01..2026-03-31", true, "2026-01-01", "2026-03-31"},
	{"01/01/2026..31/03/2026", true, "2026-01-01", "2026-03-31"},
	{"01.01.2026..31.03.2026", true, "2026-01-01", "2026-03-31"},
	{"2026-01-01 .. 2026-03-31", true, "2026-01-01", "2026-03-31"},
	{"2026-01-01..", true, "2026-01-01", ""},
	{"..2026-03-31", true, "", "2026-03-31"},
	{"2026-03-02..2026-03-02", true, "2026-03-02", "2026-03-02"},
	{"2026-03-02", true, "2026-03-02", "2026-03-02"},
	{"2/3/2026", true, "2026-03-02", "2026-03-02"},
	{"2026-03", true, "2026-03-01", "2026-03-31"},
	{"2028-02", true, "2028-02-01", "2028-02-29"},
	{"2027-02", true, "2027-02-01", "2027-02-28"},
	{"2026-12", true, "2026-12-01", "2026-12-31"},
	{"9999-12", true, "9999-12-01", "9999-12-31"},
	{"2026", true, "2026-01-01", "2026-12-31"},
	{"2026-01..2026-03", true, "2026-01-01", "2026-03-31"},
	{"2025..", true, "2025-01-01", ""},
	{"2026-03-31..2026-01-01", false, "", ""},
	{"..", false, "", ""},
	{"", false, "", ""},
	{"2026-13", false, "", ""},
	{"2026-00", false, "", ""},
	{"0000", false, "", ""},
	{"26", false, "", ""},
	{"2026-3", false, "", ""},
	{"2026-01-01...2026-03-31", false, "", ""},
	{"2026-01-01..31/02/2026", false, "", ""},
	{"2026-01-01.2026-03-31", false, "", ""},
	{"mars 2026", false, "", ""},
	{"été..", false, "", ""},
};

START_TEST(periode)
{
	struct arena a;
	struct periode p = {0};
	arena_init(&a);
	bool good = periode_parse(slice_z(PERIODE[_i].text), &p);
	ck_assert_msg(good == PERIODE[_i].good, "« %s »", PERIODE[_i].text);
	if (good)
		ck_assert_msg(strcmp(iso(&a, p.from), PERIODE[_i].from) == 0 && strcmp(iso(&a, p.to), PERIODE[_i].to) == 0,
		              "« %s »: %s..%s", PERIODE[_i].text, iso(&a, p.from), iso(&a, p.to));
	arena_release(&a);
}
END_TEST

static const struct {
	const char *periode, *day;
	bool has;
} HAS[] = {
	{"2026-03", "2026-03-01", true},  {"2026-03", "2026-03-31", true}, {"2026-03", "2026-02-28", false},
	{"2026-03", "2026-04-01", false}, {"2026-03..", "9999-12-31", true}, {"2026-03..", "2026-02-28", false},
	{"..2026-03", "0001-01-01", true}, {"..2026-03", "2026-04-01", false}, {"2026-03..", "", false},
};

START_TEST(has)
{
	struct periode p;
	ck_assert(periode_parse(slice_z(HAS[_i].periode), &p));
	ck_assert_msg(periode_has(&p, day(HAS[_i].day)) == HAS[_i].has, "%s dans %s", HAS[_i].day, HAS[_i].periode);
}
END_TEST

static const struct {
	const char *horizon, *to;
} HORIZON[] = {
	{"30j", "2026-03-02"}, {"0j", "2026-01-31"}, {"2s", "2026-02-14"},     {"1m", "2026-02-28"}, {"6m", "2026-07-31"},
	{"1a", "2027-01-31"},  {"25m", "2028-02-29"}, {" 6m ", "2026-07-31"},  {"6", ""},            {"m", ""},
	{"", ""},              {"6 m", ""},          {"-6m", ""},              {"6mois", ""},        {"6M", ""},
	{"6é", ""},            {"1,5m", ""},         {"999999999j", ""},       {"999999999a", ""},   {"4000000a", ""},
	{"4000000s", ""},      {"9999999999j", ""},
};

START_TEST(horizon)
{
	struct arena a;
	arena_init(&a);
	const char *got = iso(&a, horizon_parse(slice_z(HORIZON[_i].horizon), day("2026-01-31")));
	ck_assert_msg(strcmp(got, HORIZON[_i].to) == 0, "« %s »: « %s »", HORIZON[_i].horizon, got);
	ck_assert_int_eq(horizon_parse(slice_z(HORIZON[_i].horizon), JOUR_NONE), JOUR_NONE);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *text;
	int strict, typed;
} HEURE[] = {
	{"09:30", 570, 570},      {"00:00", 0, 0},     {"23:59", 1439, 1439}, {"9:30", -1, 570},         {"9h", -1, 540},
	{"9h30", -1, 570},        {"09H30", -1, 570},  {"18h", -1, 1080},     {"9 h 30", -1, 570},       {" 9h30 ", -1, 570},
	{"9\u00A0h\u00A030", -1, 570}, {"13\u202Fh\u202F05", -1, 785}, {"9 h", -1, 540},  {"24:00", -1, -1},  {"24h", -1, -1},
	{"09:60", -1, -1},        {"9h60", -1, -1},    {"9h5", -1, -1},       {"9:5", -1, -1},           {"9:", -1, -1},
	{"9", -1, -1},            {"0930", -1, -1},    {"009:30", -1, -1},    {":30", -1, -1},           {"h30", -1, -1},
	{"09:30:00", -1, -1},     {"9h30min", -1, -1}, {"-9:30", -1, -1},     {"à 9h", -1, -1},          {"neuf", -1, -1},
	{"", -1, -1},             {"9é30", -1, -1},
};

START_TEST(heure)
{
	int strict = heure_iso(slice_z(HEURE[_i].text)), typed_in = heure_parse(slice_z(HEURE[_i].text));
	ck_assert_msg(strict == HEURE[_i].strict && typed_in == HEURE[_i].typed, "« %s »: %d, %d", HEURE[_i].text, strict,
	              typed_in);
}
END_TEST

static const struct {
	const char *iso, *complete, *brief, *slashes, *weekday;
} WRITTEN[] = {
	{"2026-01-01", "1er\u00A0janvier\u00A02026", "1er\u00A0janv.\u00A02026", "01/01/2026", "jeudi"},
	{"2026-02-27", "27\u00A0février\u00A02026", "27\u00A0févr.\u00A02026", "27/02/2026", "vendredi"},
	{"2026-03-02", "2\u00A0mars\u00A02026", "2\u00A0mars\u00A02026", "02/03/2026", "lundi"},
	{"2026-04-11", "11\u00A0avril\u00A02026", "11\u00A0avr.\u00A02026", "11/04/2026", "samedi"},
	{"2026-05-31", "31\u00A0mai\u00A02026", "31\u00A0mai\u00A02026", "31/05/2026", "dimanche"},
	{"2026-06-09", "9\u00A0juin\u00A02026", "9\u00A0juin\u00A02026", "09/06/2026", "mardi"},
	{"2026-07-15", "15\u00A0juillet\u00A02026", "15\u00A0juil.\u00A02026", "15/07/2026", "mercredi"},
	{"2026-08-01", "1er\u00A0août\u00A02026", "1er\u00A0août\u00A02026", "01/08/2026", "samedi"},
	{"2026-09-21", "21\u00A0septembre\u00A02026", "21\u00A0sept.\u00A02026", "21/09/2026", "lundi"},
	{"2026-10-30", "30\u00A0octobre\u00A02026", "30\u00A0oct.\u00A02026", "30/10/2026", "vendredi"},
	{"2026-11-11", "11\u00A0novembre\u00A02026", "11\u00A0nov.\u00A02026", "11/11/2026", "mercredi"},
	{"2026-12-25", "25\u00A0décembre\u00A02026", "25\u00A0déc.\u00A02026", "25/12/2026", "vendredi"},
	{"0987-06-05", "5\u00A0juin\u00A0987", "5\u00A0juin\u00A0987", "05/06/0987", "mardi"},
	{"", "", "", "", ""},
};

static const char *written(struct arena *a, void (*write)(struct buf *, jour_t), jour_t d)
{
	struct buf b;
	buf_init(&b, a);
	write(&b, d);
	return buf_z(&b);
}

START_TEST(writers)
{
	struct arena a;
	arena_init(&a);
	jour_t d = day(WRITTEN[_i].iso);
	ck_assert_str_eq(written(&a, buf_add_jour, d), WRITTEN[_i].iso);
	ck_assert_str_eq(written(&a, buf_add_jour_long, d), WRITTEN[_i].complete);
	ck_assert_str_eq(written(&a, buf_add_jour_court, d), WRITTEN[_i].brief);
	ck_assert_str_eq(written(&a, buf_add_jour_barres, d), WRITTEN[_i].slashes);
	ck_assert_str_eq(jour_nom(d), WRITTEN[_i].weekday);
	arena_release(&a);
}
END_TEST

START_TEST(heures_written)
{
	struct arena a;
	struct buf b;
	arena_init(&a);
	buf_init(&b, &a);
	static const int minutes[] = {570, 0, 1439, 5, -1, 1440};
	for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
		buf_add_heure(&b, minutes[i]);
		buf_addc(&b, ';');
	}
	ck_assert_str_eq(buf_z(&b), "09:30;00:00;23:59;00:05;;;");
	arena_release(&a);
}
END_TEST

enum { METROPOLE = 1, ALSACE = 2, REUNION = 64, EVERYWHERE = 1023 };

/* A small table: a fixed day, two movable ones, a local day, a day that began on 24 December 1983, one in force from
 * 8 May 1953 to 8 May 1958. */
static const struct ferie ROWS[] = {
	{false, 0, 5, 1, JOUR_NONE, JOUR_NONE, EVERYWHERE, "fête du Travail"},
	{true, 1, 0, 0, JOUR_NONE, JOUR_NONE, EVERYWHERE, "lundi de Pâques"},
	{true, 39, 0, 0, JOUR_NONE, JOUR_NONE, EVERYWHERE, "Ascension"},
	{true, -2, 0, 0, JOUR_NONE, JOUR_NONE, ALSACE, "vendredi saint"},
	{false, 0, 12, 25, JOUR_NONE, JOUR_NONE, EVERYWHERE, "Noël"},
	{false, 0, 12, 20, 5105, JOUR_NONE, REUNION, "abolition"},
	{false, 0, 5, 8, -6082, -4256, EVERYWHERE, "Victoire"},
};

static struct feries table(unsigned region)
{
	return (struct feries){ROWS, sizeof ROWS / sizeof *ROWS, region};
}

static const struct {
	unsigned region;
	const char *day, *nom;
} FERIE[] = {
	{METROPOLE, "2026-05-01", "fête du Travail"},
	{METROPOLE, "2026-04-06", "lundi de Pâques"},
	{METROPOLE, "2026-04-05", NULL},
	{METROPOLE, "2026-05-14", "Ascension"},
	{METROPOLE, "2008-05-01", "fête du Travail"}, /* also Ascension: the first of the table */
	{METROPOLE, "2026-04-03", NULL},
	{ALSACE, "2026-04-03", "vendredi saint"},
	{REUNION, "1983-12-20", NULL},
	{REUNION, "1984-12-20", "abolition"},
	{METROPOLE, "1984-12-20", NULL},
	{METROPOLE, "1952-05-08", NULL},
	{METROPOLE, "1953-05-08", "Victoire"}, /* the first day and the last are both in force */
	{METROPOLE, "1958-05-08", "Victoire"},
	{METROPOLE, "1959-05-08", NULL},
	{METROPOLE, "2026-12-24", NULL},
	{METROPOLE, "2026-12-25", "Noël"},
	{0, "2026-12-25", NULL},
	{METROPOLE, "", NULL},
};

START_TEST(ferie)
{
	struct feries f = table(FERIE[_i].region);
	const struct ferie *h = ferie_on(&f, day(FERIE[_i].day));
	const char *nom = h ? h->nom : NULL;
	ck_assert_msg(nom == FERIE[_i].nom || (nom && FERIE[_i].nom && strcmp(nom, FERIE[_i].nom) == 0), "%s: %s", FERIE[_i].day,
	              nom ? nom : "rien");
}
END_TEST

static const struct {
	enum jours kind;
	int n;
	unsigned region;
	const char *from, *to, *next; /* N days after FROM; FROM itself or the next day that counts */
} ADD[] = {
	{JOURS_OUVRES, 3, METROPOLE, "2026-03-02", "2026-03-05", "2026-03-02"},
	{JOURS_OUVRES, 3, METROPOLE, "2026-03-05", "2026-03-10", "2026-03-05"},     /* over a week-end */
	{JOURS_OUVRES, 1, METROPOLE, "2026-03-07", "2026-03-09", "2026-03-09"},     /* from a Saturday */
	{JOURS_OUVRES, 3, METROPOLE, "2026-04-02", "2026-04-08", "2026-04-02"},     /* Good Friday worked, Easter Monday not */
	{JOURS_OUVRES, 3, ALSACE, "2026-04-02", "2026-04-09", "2026-04-02"},        /* neither */
	{JOURS_OUVRES, 0, ALSACE, "2026-04-03", "2026-04-03", "2026-04-07"},        /* none is the day itself */
	{JOURS_OUVRABLES, 3, METROPOLE, "2026-03-05", "2026-03-09", "2026-03-05"},  /* Saturday counts */
	{JOURS_OUVRABLES, 1, METROPOLE, "2026-03-08", "2026-03-09", "2026-03-09"},
	{JOURS_OUVRABLES, 2, METROPOLE, "2026-04-30", "2026-05-04", "2026-04-30"},  /* 1 May, then a Saturday, a Sunday */
	{JOURS_CALENDAIRES, 10, METROPOLE, "2026-04-24", "2026-05-04", "2026-04-24"},
	{JOURS_CALENDAIRES, 1, METROPOLE, "2026-04-30", "2026-05-01", "2026-04-30"},
	{JOURS_CALENDAIRES, 0, METROPOLE, "2026-05-01", "2026-05-01", "2026-05-01"},
	{JOURS_OUVRES, -3, METROPOLE, "2026-04-08", "2026-04-02", "2026-04-08"},
	{JOURS_CALENDAIRES, -15, METROPOLE, "2026-01-15", "2025-12-31", "2026-01-15"},
	{JOURS_OUVRES, 1, METROPOLE, "2026-12-24", "2026-12-28", "2026-12-24"},
	{JOURS_OUVRES, 1, METROPOLE, "9999-12-31", "", "9999-12-31"},
	{JOURS_CALENDAIRES, 2147483647, METROPOLE, "2026-01-01", "", "2026-01-01"},
	{JOURS_OUVRES, -1, METROPOLE, "0001-01-01", "", "0001-01-01"},
};

START_TEST(add)
{
	struct arena a;
	arena_init(&a);
	struct feries f = table(ADD[_i].region);
	jour_t from = day(ADD[_i].from);
	const char *to = iso(&a, jour_add(&f, from, ADD[_i].n, ADD[_i].kind));
	const char *next = iso(&a, jour_next(&f, from, ADD[_i].kind));
	ck_assert_msg(strcmp(to, ADD[_i].to) == 0 && strcmp(next, ADD[_i].next) == 0, "%s + %d (%d): « %s », « %s »",
	              ADD[_i].from, ADD[_i].n, ADD[_i].kind, to, next);
	arena_release(&a);
}
END_TEST

/* A Saturday, a Sunday, a holiday, a plain Monday. */
static const struct {
	const char *day;
	bool counts[3]; /* ouvrés, ouvrables, calendaires */
} COUNTS[] = {
	{"2026-03-07", {false, true, true}},
	{"2026-03-08", {false, false, true}},
	{"2026-05-01", {false, false, true}},
	{"2026-03-09", {true, true, true}},
	{"", {false, false, false}},
};

START_TEST(counts)
{
	struct feries f = table(METROPOLE);
	for (int kind = JOURS_OUVRES; kind <= JOURS_CALENDAIRES; kind++)
		ck_assert_msg(jour_counts(&f, day(COUNTS[_i].day), (enum jours)kind) == COUNTS[_i].counts[kind], "%s, sorte %d",
		              COUNTS[_i].day, kind);
}
END_TEST

static const struct {
	const char *name;
	int rank;
} REGION[] = {
	{"metropole", 0}, {"alsace-moselle", 1}, {"alsace-moselle-sans-vendredi-saint", 2}, {"la-reunion", 6},
	{"saint-barthelemy", 9}, {"métropole", -1}, {"Metropole", -1}, {"alsace", -1}, {"", -1},
};

START_TEST(region)
{
	ck_assert_msg(ferie_region(slice_z(REGION[_i].name)) == REGION[_i].rank, "« %s »", REGION[_i].name);
}
END_TEST

#define LOOP(test, cases) tcase_add_loop_test(t, test, 0, (int)(sizeof cases / sizeof *cases))

Suite *date_suite(void);
Suite *date_suite(void)
{
	Suite *s = suite_create("date");
	TCase *t = tcase_create("date");
	LOOP(civil, CIVIL);
	tcase_add_test(t, every_day);
	tcase_add_test(t, outside);
	LOOP(paques, PAQUES);
	LOOP(iso_strict, ISO);
	LOOP(typed, TYPED);
	LOOP(months, MONTHS);
	LOOP(periode, PERIODE);
	LOOP(has, HAS);
	LOOP(horizon, HORIZON);
	LOOP(heure, HEURE);
	LOOP(writers, WRITTEN);
	tcase_add_test(t, heures_written);
	LOOP(ferie, FERIE);
	LOOP(add, ADD);
	LOOP(counts, COUNTS);
	LOOP(region, REGION);
	suite_add_tcase(s, t);
	return s;
}
