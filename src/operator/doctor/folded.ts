import { say } from '../../language/say';
import type { Result } from './check';

/** How many of the checks that one cause has skipped are named. */
const NAMED = 3;

interface Cause {
  title: string;
  /** Why the check itself was skipped; absent: it has a line of its own, or is a problem. */
  own?: Result;
  others: string[];
}

/** What was not checked: one line for each cause. */
export function foldedSkips(results: readonly Result[]): string[] {
  const causes = new Map<string, Cause>();
  const causeOf = (title: string): Cause => {
    const cause = causes.get(title) ?? { title, others: [] };
    causes.set(title, cause);
    return cause;
  };
  for (const result of results.filter(({ level }) => level === 'skipped')) {
    if (result.because === undefined) causeOf(result.title).own = result;
    else causeOf(result.because).others.push(result.title);
  }
  return [...causes.values()].map(lineOf);
}

function lineOf({ title, own, others }: Cause): string {
  if (!own) return say('Not checked, because of {title}: {names}.', { title, names: namesOf(others) });
  const too = others.length === 0 ? '' : say(' Nor, for the same reason: {names}.', { names: namesOf(others) });
  return say('{title}: not checked, {found}.{too}{it}', {
    title,
    found: own.found,
    too,
    it: own.todo === undefined ? '' : ` ${own.todo}`,
  });
}

function namesOf(titles: readonly string[]): string {
  const rest = titles.length - NAMED;
  if (rest <= 1) return titles.join(', ');
  return say('{it} and {rest} more', { it: titles.slice(0, NAMED).join(', '), rest });
}
