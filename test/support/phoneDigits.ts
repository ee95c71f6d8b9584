import { readPhone } from '../../activities/phone';

/** @returns undefined where it cannot be a phone number, or could be two */
export function phoneDigits(phone: string, country: string): string | undefined {
  const reading = readPhone(phone, country);
  return 'digits' in reading ? reading.digits : undefined;
}
