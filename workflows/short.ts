/**
 * Temporal gives a summary 400 bytes and fails the task over it. Encrypted, one of 200 bytes takes 345 with the longest key id;
 * counted as JSON, which is how it is stored.
 */
const MOST_BYTES = 200;

/** A text that fits into a summary: the end of a long one is left out. Names of messages and macros have any length. */
export function short(text: string): string {
  if (bytesOf(text) <= MOST_BYTES) return text;
  const kept: string[] = [];
  let bytes = bytesOf('…');
  for (const character of text) {
    bytes += bytesOf(character) - QUOTES;
    if (bytes > MOST_BYTES) break;
    kept.push(character);
  }
  return `${kept.join('')}…`;
}

const QUOTES = 2;
const bytesOf = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).length;
