/* SPDX-License-Identifier: Apache-2.0 */
/* calendar.h - the lengths of months. */
#ifndef ENT_BASE_CALENDAR_H
#define ENT_BASE_CALENDAR_H

/* Days of a year of 365 days before a month, 1 to 13. */
static inline unsigned ent_days_before_month(unsigned month)
{
	static const unsigned short days[] = { 0,   31,  59,  90,  120, 151, 181,
					       212, 243, 273, 304, 334, 365 };
	return days[month - 1];
}

/* Most days of a month, 1 to 12, in any year. */
static inline unsigned ent_days_of_month(unsigned month)
{
	return ent_days_before_month(month + 1) - ent_days_before_month(month) +
	       (month == 2);
}

#endif
