/** Rows of truth and of what was found, as texts and times that can be compared. */

export interface Row {
  /** All that must be equal. */
  what: string;
  /** Must be equal, or as near as they are compared (epoch ms; null: there is none). */
  times: (number | null | undefined)[];
}

export interface Difference {
  what: string;
  expected?: string;
  found?: string;
}

const iso = (at: number | null | undefined): string => (typeof at === 'number' ? new Date(at).toISOString() : '-');
const shown = ({ times }: Row): string => times.map(iso).join(' ');

/**
 * What is expected and not found, or found and not expected, row by row.
 * @param toleranceMs by which times may differ
 */
export function differencesOf(expected: readonly Row[], found: readonly Row[], toleranceMs = 0): Difference[] {
  const groups = new Map<string, { expected: Row[]; found: Row[] }>();
  const add = (row: Row, to: 'expected' | 'found'): void => {
    const group = groups.get(row.what) ?? { expected: [], found: [] };
    group[to].push(row);
    groups.set(row.what, group);
  };
  for (const row of expected) add(row, 'expected');
  for (const row of found) add(row, 'found');
  return [...groups].flatMap(([what, group]) => differencesIn(what, group, toleranceMs));
}

function differencesIn(what: string, group: { expected: Row[]; found: Row[] }, toleranceMs: number): Difference[] {
  const inOrder = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => (a.times[0] ?? 0) - (b.times[0] ?? 0));
  const [expected, found] = [inOrder(group.expected), inOrder(group.found)];
  return Array.from({ length: Math.max(expected.length, found.length) }, (_, place): Difference[] => {
    const [one, other] = [expected[place], found[place]];
    if (one && other && areNear(one, other, toleranceMs)) return [];
    return [{ what, ...(one && { expected: shown(one) }), ...(other && { found: shown(other) }) }];
  }).flat();
}

const areNear = (one: Row, other: Row, toleranceMs: number): boolean =>
  one.times.every((at, place) => {
    const its = other.times[place];
    if (typeof at !== 'number' || typeof its !== 'number') return (at ?? null) === (its ?? null);
    return Math.abs(at - its) <= toleranceMs;
  });
