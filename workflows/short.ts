/**
 * Temporal allows 400 bytes for a summary and fails the workflow task if it is longer. Encrypted with the longest key
 * id, a summary of 200 bytes takes 345. Counted as JSON, since that is how it is stored.
 */
const MOST_BYTES = 200;

/** Cuts the end off a text that is too long for a summary. Names of messages and macros can have any length. */
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
