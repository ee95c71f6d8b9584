/** Personal data made for a run, unmistakable wherever it turns up. */

const NAME = 'Zarzaparrilla';
const WORDS = 'quisquillosamente';

/** Spanish mobile numbers, each its own. */
export const plantedPhone = (index: number): string => `+34699${String(index).padStart(6, '0')}`;
/** The first name goes into messages to the customer, and nowhere else. */
export const plantedName = (index: number): string => `${NAME} Testigo ${index}`;
export const plantedText = (what: string): string => `${what}, ${WORDS}`;

/** What of it a text holds. Ids are hexadecimal: digits beside letters are no phone number. */
export function plantedIn(text: string): string[] {
  const found = [NAME, WORDS].filter((it) => text.includes(it));
  const phone = /(?<![\da-z])(?:\+?34)?[\s.-]?699[\s.-]?0\d{2}[\s.-]?\d{3}(?![\da-z])/i.exec(text);
  return phone ? [...found, phone[0]] : found;
}
