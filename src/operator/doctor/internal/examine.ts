import { say } from '../../../language/say';
import { type Check, type Finding, problem, type Result, skipped } from '../check';
import { failedFinding } from './failedFinding';

export interface ExamineOptions {
  /** How many checks run at the same time. */
  atOnce?: number;
  /** The time limit for one check, in ms. */
  timeoutMs?: number;
  /** Called after each check with the number of finished checks and of all checks. */
  onDone?: (done: number, of: number) => void;
  /** Called with each result, in the order of the checks, as soon as all earlier results are known. */
  onResult?: (result: Result) => void;
}

const AT_ONCE = 6;
const TIMEOUT_MS = 20_000;

/**
 * Runs the checks, several at a time, each after the checks that it needs. One cause gives one problem: the checks that
 * depend on it are skipped and name it.
 * @returns one result per check, in the checks' order, even if a check throws or hangs
 * @throws {Error} when a check needs one that does not come before it
 */
export async function examine(checks: readonly Check[], options: ExamineOptions = {}): Promise<Result[]> {
  const { atOnce = AT_ONCE, timeoutMs = TIMEOUT_MS, onDone, onResult } = options;
  const slot = slots(atOnce);
  const outcomes = new Map<string, Promise<Outcome>>();
  let done = 0;
  for (const check of checks) {
    const needed = (check.needs ?? []).map((id) => {
      const outcome = outcomes.get(id);
      if (!outcome) throw new Error(`the check ${check.id} needs ${id}, which is not before it`);
      return outcome;
    });
    const outcome = Promise.all(needed)
      .then((before) => conclude(check, before, (work) => slot(() => within(timeoutMs, work))))
      .finally(() => onDone?.((done += 1), checks.length));
    outcomes.set(check.id, outcome);
  }
  const results: Result[] = [];
  for (const outcome of outcomes.values()) {
    const { result } = await outcome;
    onResult?.(result);
    results.push(result);
  }
  return results;
}

interface Outcome {
  result: Result;
  /** The title of the check at fault, if the checks that need this one must be skipped. */
  inTheWay?: string;
}

async function conclude(
  { id, title, run }: Check,
  before: Outcome[],
  guarded: (work: Check['run']) => Promise<Finding>,
): Promise<Outcome> {
  const cause = before.find(({ inTheWay }) => inTheWay !== undefined)?.inTheWay;
  if (cause !== undefined) {
    return {
      result: { id, title, ...skipped(say('because of: {cause}', { cause })), because: cause },
      inTheWay: cause,
    };
  }
  const finding = await guarded(run);
  const isInTheWay = finding.level === 'problem' || finding.level === 'skipped';
  return { result: { id, title, ...finding }, ...(isInTheWay && { inTheWay: title }) };
}

async function within(timeoutMs: number, run: Check['run']): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Finding>((resolve) => {
    const late = problem(
      say('no answer within {it} s', { it: timeoutMs / 1000 }),
      say('Check the network connection and try again.'),
    );
    timer = setTimeout(resolve, timeoutMs, late);
  });
  try {
    return await Promise.race([(async () => run())(), timeout]);
  } catch (error) {
    return failedFinding(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs at most `count` pieces of work at a time. The others wait in order of arrival. */
function slots(count: number) {
  let free = count;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
