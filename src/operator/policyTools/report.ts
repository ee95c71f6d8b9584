import type { Instant } from '../../../activities/types';
import type { Comparison } from './compare';
import { countsOf, NOUNS, summaryOf } from './internal/counts';
import type { Change, Turn } from './internal/diff';
import { KINDS } from './internal/forecast';
import type { SettingChange } from './internal/settings';

/** The number of examples for each kind of change. */
const EXAMPLES = 3;
const TURNS: readonly Turn[] = ['earlier', 'new', 'later', 'cancelled', 'otherMessage'];
/** The number of characters of a value to show; texts are long. */
const SHOWN = 60;

/** The report for people: the summary first, then a few examples, then the settings that differ. */
export async function reportLines(comparison: Comparison): Promise<string[]> {
  const { diff, now, silent, settings, format } = comparison;
  const lines = summaryOf(diff, now);
  if (silent.length > 0)
    lines.push(`${silent.length} tickets did not answer: ${silent.slice(0, EXAMPLES).join(', ')} ...`);
  const examples = await Promise.all(examplesOf(diff.changes).map((it) => exampleLine(it, format)));
  if (examples.length > 0) lines.push('', 'For example (office time):', ...examples);
  if (settings && settings.length > 0) lines.push('', 'Changed in the file:', ...settings.map(settingLine));
  return lines;
}

const examplesOf = (changes: readonly Change[]): Change[] =>
  KINDS.flatMap((kind) =>
    TURNS.flatMap((turn) => changes.filter((it) => it.kind === kind && it.turn === turn).slice(0, EXAMPLES)),
  );

async function exampleLine(change: Change, format: Comparison['format']): Promise<string> {
  const { ticketId, kind, turn, before, after, why } = change;
  const time = (at: Instant | undefined): Promise<string> => (at === undefined ? Promise.resolve('none') : format(at));
  const [old, young] = await Promise.all([time(before), time(after)]);
  const what = turn === 'otherMessage' ? `${old}, a different message` : `${old} -> ${young}`;
  return `  #${ticketId} ${NOUNS[kind][0]}: ${what}${why === undefined ? '' : ` (${why})`}`;
}

function settingLine({ key, before, after }: SettingChange): string {
  if (before === undefined) return `  ${key}: ${shortened(after)} (new)`;
  if (after === undefined) return `  ${key}: removed`;
  return `  ${key}: ${shortened(before)} -> ${shortened(after)}`;
}

const shortened = (text = ''): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text);

/** The report for programs: everything, with ISO times. */
export function documentOf({ diff, now, version, silent, toTell, settings }: Comparison): Record<string, unknown> {
  const { tickets, upToDate, unread, changed } = diff;
  const iso = (at: Instant | undefined): string | undefined =>
    at === undefined ? undefined : new Date(at).toISOString();
  return {
    version,
    tickets: { open: tickets, changed, asBefore: tickets - changed, upToDate, unread, silent, toTell: toTell.length },
    counts: countsOf(diff.changes, now),
    changes: diff.changes.map((it) => ({ ...it, before: iso(it.before), after: iso(it.after) })),
    settings: settings ?? null,
  };
}
