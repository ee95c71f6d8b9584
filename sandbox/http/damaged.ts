import type { Switches } from '../world/settings';
import { record } from './reply';

/** The lists of an answer with what is planted in them. */
export function damaged(
  payload: unknown,
  { unreadableItems, damagedMessages }: Pick<Switches, 'unreadableItems' | 'damagedMessages'>,
): unknown {
  const spoil = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const items: unknown[] =
      damagedMessages === 'none' ? value : value.map((it) => damagedMessage(it, damagedMessages));
    // Of a kind that its reader cannot know.
    return unreadableItems ? [{ kind: 'added later' }, ...items] : items;
  };
  if (!unreadableItems && damagedMessages === 'none') return payload;
  return Object.fromEntries(Object.entries(record(payload)).map(([key, value]) => [key, spoil(value)]));
}

function damagedMessage(item: unknown, part: Exclude<Switches['damagedMessages'], 'none'>): unknown {
  const message = record(item);
  if (record(message['source'])['type'] !== 'api:conversations') return item;
  if (part === 'all') return { garbled: true };
  return part === 'author' ? { ...message, author: { type: 'garbled' } } : { ...message, metadata: 'garbled' };
}
