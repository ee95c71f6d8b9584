import type { Found } from './resources';

/** Adds setup's mark to the end of a description. By its mark setup recognises its own things, on any machine. */
export const marked = (text: string, key: string): string => `${text} [ventana:${key}]`;

/** Sunshine's webhooks have no description, so the mark is in the query, which the receiver ignores. */
export const markedTarget = (address: string, key: string): string => `${address}?ventana=${key}`;

/** The key in the mark of a description. Undefined without a mark. */
export const markIn = (description: string): string | undefined =>
  /\[ventana:([a-zA-Z0-9_.-]+)\]/.exec(description)?.[1];

/** The key in a thing's mark. Undefined if setup did not make the thing. */
export function keyIn({ properties: { description, target } }: Found): string | undefined {
  if (typeof description === 'string') return markIn(description);
  if (typeof target === 'string') return /[?&]ventana=([a-zA-Z0-9_.-]+)/.exec(target)?.[1];
  return undefined;
}
