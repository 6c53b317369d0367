import { DateTime } from 'luxon';

/** A day of the history in the words of the locale. The history's days are UTC days, so no zone shifts them. */
export function dayText(
  date: string,
  locale: string,
  format = DateTime.DATE_MED,
): string {
  return DateTime.fromISO(date, { zone: 'utc' }).toLocaleString(format, {
    locale,
  });
}
