import type { Cycle } from './types';
import { notesOf } from './notes';
import { scenarioNames } from './plan';
import { stateOf } from './runs';
import { sentTo, type Verdict } from './verdict';
import type { ChaosWorld } from './world';

/** A cycle with what became of it. */
export interface Judged extends Verdict {
  cycle: Cycle;
  /** Attempts of notifications of which nobody could know the end. */
  ambiguous: number;
}

export interface Summary {
  intents: number;
  delivered: number;
  duplicates: number;
  lost: number;
  unknown: number;
  ambiguous: number;
  wrong: number;
  healed: number;
  seed: number;
  cycles: number;
  /** Notes, statuses and fields that are missing or too many. */
  flaws: number;
  /** Places where personal data was found. */
  leaks: number;
  seconds: number;
}

const columns = [
  'cycles',
  'intents',
  'delivered',
  'duplicates',
  'lost',
  'unknown',
  'ambiguous',
  'wrong',
  'healed',
  'flaws',
] as const;
type Row = Record<(typeof columns)[number], number>;

function rowOf(judged: Judged[]): Row {
  const sum = (of: (it: Judged) => number): number => judged.reduce((total, it) => total + of(it), 0);
  return {
    cycles: judged.length,
    intents: sum((it) => it.intents),
    delivered: sum((it) => it.delivered),
    duplicates: sum((it) => it.duplicates),
    lost: sum((it) => it.lost),
    unknown: sum((it) => it.unknown),
    ambiguous: sum((it) => it.ambiguous),
    wrong: sum((it) => it.wrong),
    healed: sum(({ cycle }) => (cycle.healedAt === undefined ? 0 : 1)),
    flaws: sum((it) => it.flaws.length),
  };
}

export const summaryOf = (judged: Judged[], rest: Pick<Summary, 'seed' | 'leaks' | 'seconds'>): Summary => ({
  ...rowOf(judged),
  ...rest,
});

export const isBad = ({ duplicates, lost, wrong }: Pick<Summary, 'duplicates' | 'lost' | 'wrong'>): boolean =>
  duplicates + lost + wrong > 0;

/** One line for each scenario, and their sum. */
export function table(judged: Judged[]): string {
  const of = (name: string): Judged[] => judged.filter(({ cycle }) => cycle.plan.scenario === name);
  const rows = [
    ...scenarioNames.filter((name) => of(name).length > 0).map((name) => [name, rowOf(of(name))] as const),
    ['all', rowOf(judged)] as const,
  ];
  const line = (first: string, rest: string[]): string =>
    `${first.padEnd(22)}${rest.map((it) => it.padStart(11)).join('')}`;
  return [
    line('scenario', [...columns]),
    ...rows.map(([name, row]) =>
      line(
        name,
        columns.map((column) => String(row[column])),
      ),
    ),
  ].join('\n');
}

/** What is left out of a run's state: long, and the same for all. */
const large = ['office', 'quiet', 'policy', 'seenEvents'];

const time = (at: number): string => new Date(at).toISOString().slice(11, 23);

/** All that one needs to find out why a cycle went wrong. */
export async function details(world: ChaosWorld, { cycle, flaws, duplicates, lost, wrong }: Judged): Promise<string> {
  const { sandbox, temporal, account } = world;
  const { plan, ticketIds, conversationId, acts, armed, expectation, healedAt } = cycle;
  const about = (path: string): boolean =>
    (plan.scenario === 'notification' && path.endsWith('/notifications')) ||
    [...ticketIds, conversationId].some((id) => id !== undefined && path.split('/').includes(id));
  const from = acts[0]?.at ?? 0;
  const states = await Promise.all(ticketIds.map((id) => stateOf(temporal.client, account, id)));
  const lines = (title: string, list: string[]): string[] => [`  ${title}:`, ...list.map((it) => `    ${it}`)];
  return [
    `Cycle ${plan.index}, ${plan.scenario}, tickets ${ticketIds.join(', ')}: ${duplicates} duplicates, ${lost} lost, ${wrong} wrong${healedAt === undefined ? '' : `, healed ${time(healedAt)}`}`,
    ...lines('flaws', flaws),
    `  plan: ${JSON.stringify(plan)}`,
    ...lines(
      'acts',
      acts.map(({ at, what }) => `${time(at)} ${what}`),
    ),
    ...lines(
      'accidents',
      armed.flatMap(({ happened }) => happened),
    ),
    ...lines(
      'kills',
      world.kills
        .filter(({ at }) => at >= from)
        .slice(0, 8)
        .map(({ at, victim, why }) => `${time(at)} ${victim} (${why})`),
    ),
    ...lines(
      'expected',
      expectation.expected.map((it) => JSON.stringify(it)),
    ),
    ...lines(
      'received',
      sentTo(sandbox, cycle).map((it) => `${time(it.at)} ${it.kind === 'text' ? it.text : it.name}`),
    ),
    ...lines(
      'notes',
      ticketIds.flatMap((id) => notesOf(sandbox, id).map((body) => `#${id} ${body}`)),
    ),
    ...lines(
      'requests',
      sandbox
        .requests()
        .filter(({ path, at }) => at >= from && about(path))
        .slice(0, 150)
        .map((it) => `${time(it.at)} ${it.method} ${it.path} ${it.status}`),
    ),
    ...lines(
      'webhooks',
      sandbox
        .webhooks()
        .filter(
          ({ body }) =>
            ticketIds.some((id) => body.includes(`"${id}"`)) ||
            (conversationId !== undefined && body.includes(conversationId)),
        )
        .map((it) => `${it.event} ${it.outcome} ${it.status ?? ''} after ${it.attempts}`),
    ),
    ...lines(
      'state',
      states.map((state) => JSON.stringify(state, (key, value: unknown) => (large.includes(key) ? undefined : value))),
    ),
  ].join('\n');
}
