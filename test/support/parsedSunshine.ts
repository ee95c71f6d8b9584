/** Sunshine's recorded webhooks, read as the receiver reads them. */
import type { ParsedSunshineEvent } from '../../src/vendors/sunshine/sunshineEvent';
import { parseSunshine } from '../../src/vendors/sunshine/webhook';
import { fixture } from './fixture';

export interface RawEvent {
  payload: { conversation?: unknown; message: Record<string, unknown>; recentNotifications?: unknown } & Record<
    string,
    unknown
  >;
}
export const first = (body: Record<string, unknown>) => (body.events as RawEvent[])[0]!;

export function parse(body: unknown): ParsedSunshineEvent[] {
  const parsed = parseSunshine(body, ['STOP']);
  if (parsed.kind !== 'batch') throw new Error(parsed.message);
  return parsed.events;
}

/** A fixture's only event, after a change to its payload. */
export function parsed(name: string, change: (payload: RawEvent['payload']) => void = () => undefined) {
  const body = fixture(`sunshine/${name}.json`);
  change(first(body).payload);
  return parse(body)[0]!;
}
