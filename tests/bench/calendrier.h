/* calendrier: the little of the civil calendar that the generator and the floors need.
 *
 * Written apart from lib/sys/date on purpose: a benchmark that borrowed the toolkit's own dates could not contradict it.
 * pairs.py computes the same days a third time. */
#ifndef BENCH_CALENDRIER_H
#define BENCH_CALENDRIER_H

#include <stdbool.h>

struct ymd {
	int y, m, d;
};

/* Days since 1970-01-01; March is the first month, so that the leap day ends the year. */
static inline int day_of(int y, int m, int d)
{
	int yy = m < 3 ? y - 1 : y;
	int era = yy / 400, yoe = yy - era * 400;
	int doy = (153 * (m + (m < 3 ? 9 : -3)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static inline struct ymd ymd_of(int day)
{
	int z = day + 719468, era = z / 146097, doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	int m = mp < 10 ? mp + 3 : mp - 9;
	return (struct ymd){yoe + era * 400 + (m < 3), m, doy - (153 * mp + 2) / 5 + 1};
}

/* 0 Monday … 6 Sunday. */
static inline int weekday_of(int day)
{
	return (day + 3) % 7;
}

/* Easter Sunday, by the method of Meeus. */
static inline int easter_of(int y)
{
	int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
	int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 19 * l) / 433, month = (h + l - 7 * m + 90) / 25;
	return day_of(y, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

/* Monday to Friday and none of the eleven days of article L. 3133-1. */
static inline bool worked(int day)
{
	static const short fixed[] = {101, 501, 508, 714, 815, 1101, 1111, 1225};
	struct ymd c = ymd_of(day);
	int easter;
	if (weekday_of(day) > 4)
		return false;
	for (unsigned i = 0; i < sizeof fixed / sizeof *fixed; i++)
		if (fixed[i] == c.m * 100 + c.d)
			return false;
	easter = easter_of(c.y);
	return day != easter + 1 && day != easter + 39 && day != easter + 50;
}

static inline int next_worked(int day)
{
	while (!worked(day))
		day++;
	return day;
}

/* Six calendar months after END, clamped to the month's end, then moved to a day that is worked. */
static inline int follow_up_of(int end)
{
	struct ymd c = ymd_of(end);
	int y = c.y + (c.m > 6), m = c.m > 6 ? c.m - 6 : c.m + 6;
	int last = day_of(m == 12 ? y + 1 : y, m == 12 ? 1 : m + 1, 1) - day_of(y, m, 1);
	return next_worked(day_of(y, m, c.d < last ? c.d : last));
}

#endif
