import type { Found } from '../../../vendors/admin/resources';

/** Behind what people read in a description: by it setup knows its own things again, on any machine. */
export const marked = (text: string, key: string): string => `${text} [ventana:${key}]`;

/** Sunshine's webhooks have no description. The receiver does not look at the query. */
export const markedTarget = (address: string, key: string): string => `${address}?ventana=${key}`;

/** The key in a thing's mark; undefined for what setup did not make. */
export function keyIn({ properties: { description, target } }: Found): string | undefined {
  if (typeof description === 'string') return /\[ventana:([a-zA-Z0-9_.-]+)\]/.exec(description)?.[1];
  if (typeof target === 'string') return /[?&]ventana=([a-zA-Z0-9_.-]+)/.exec(target)?.[1];
  return undefined;
}
