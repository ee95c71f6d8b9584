import { DateTime } from 'luxon';
import { OFFICE_ZONE } from '../timekeeper';
import type { Language } from '../words';

const at = (instant: number, language: Language, format: string): string =>
  DateTime.fromMillis(instant, { zone: OFFICE_ZONE, locale: language }).toFormat(format);

/** `Mon 5 Oct 09:00` */
export const dateAndTime = (instant: number, language: Language): string => at(instant, language, 'ccc d LLL HH:mm');
export const dayOf = (instant: number, language: Language): string => at(instant, language, 'cccc d LLL');
export const timeOf = (instant: number): string => at(instant, 'en', 'HH:mm');
