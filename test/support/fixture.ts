import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a file under test/fixtures. */
export const fixtureText = (name: string): string => readFileSync(join(__dirname, '..', 'fixtures', name), 'utf8');

/** A JSON file under test/fixtures, to be changed at will. */
export const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(fixtureText(name)) as Record<string, unknown>;

/** A v2 webhook under test/fixtures/sunshine, its first event changed. */
export function sunshineFixture(name: string, change: Record<string, unknown> = {}) {
  const body = fixture(`sunshine/${name}.json`) as { events: Record<string, unknown>[] };
  Object.assign(body.events[0]!, change);
  return body;
}
