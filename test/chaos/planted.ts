/** Personal data made for a run, unmistakable wherever it turns up. */

const NAME = 'Zarzaparrilla';
const WORDS = 'quisquillosamente';

/** How the sandbox's client secrets and access tokens begin. */
const CREDENTIALS = ['sandbox-client-secret', 'sandbox-access-'];

const phones = new Set<string>();

/** Spanish mobile numbers, each its own; none ends in six zeros, as the nanoseconds of whole milliseconds do. */
export function plantedPhone(index: number): string {
  const phone = `699${String(index + 1).padStart(6, '0')}`;
  phones.add(phone);
  return `+34${phone}`;
}
/** The first name goes into messages to the customer, and nowhere else. */
export const plantedName = (index: number): string => `${NAME} Testigo ${index}`;
export const plantedText = (what: string): string => `${what}, ${WORDS}`;

/** What of it a text holds. Ids and nanoseconds look like phone numbers: only those that were planted count. */
export function plantedIn(text: string): string[] {
  const numbers = text.match(/(?<![\da-z])(?:\+?34)?[\s.-]?699[\s.-]?\d{3}[\s.-]?\d{3}(?![\da-z])/gi) ?? [];
  const planted = numbers.filter((it) => phones.has(it.replace(/\D/g, '').slice(-9)));
  return [...[NAME, WORDS, ...CREDENTIALS].filter((it) => text.includes(it)), ...planted];
}
