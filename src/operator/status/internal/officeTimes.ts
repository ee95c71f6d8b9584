import { DateTime } from 'luxon';

const FORMAT = 'yyyy-MM-dd HH:mm';
/** The format of `instant` in workflows/words.ts. */
const UTC_TIME = /(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g;

/** Puts the office's local time before each UTC time: `2026-10-06 11:00 (09:00 UTC)`. @param zone IANA name */
export const inOfficeTime = (words: string, zone: string): string =>
  words.replace(UTC_TIME, (_whole, date: string, time: string) => {
    const office = DateTime.fromISO(`${date}T${time}Z`, { zone, locale: 'en' }).toFormat(FORMAT);
    return `${office} (${office.startsWith(date) ? '' : `${date} `}${time} UTC)`;
  });
