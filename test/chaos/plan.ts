/** What befalls each cycle, drawn from the seed: the same seed draws the same plans; only the timing differs from run to run. */
import fc from 'fast-check';
import type { ChaosOptions, Faults } from './options';

export const scenarioNames = [
  'reminder',
  'reminderByTemplate',
  'answered',
  'twoRounds',
  'reopeningByTemplate',
  'reopeningByText',
  'macroTwice',
  'proactive',
  'notification',
  'lateReply',
  'rescued',
  'rescuedInOrder',
  'rescueWithdrawn',
  'rescueStopped',
  'stop',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** A call of Ventana's to the vendors. */
export type CallName = 'post' | 'notify' | 'link' | 'update' | 'ticket' | 'audits' | 'messages' | 'conversation';

/** `lost`, `gateway`: the work is done and nobody is told; all others: nothing is done. */
export type Trouble =
  'lost' | 'gateway' | 'busy' | 'unavailable' | 'error' | 'badGateway' | 'notJson' | 'slow' | 'hang';

export interface RequestTrouble {
  call: CallName;
  trouble: Trouble;
  times: number;
}

export type HintTrouble = 'drop' | 'duplicate' | 'delay' | 'reorder';

export type Victim = 'worker' | 'receiver' | 'temporal';

export interface Kill {
  victim: Victim;
  /** When a call of this cycle has come, when it was answered, or so long after its first act. */
  when: { call: CallName; moment: 'arrival' | 'answered' } | { afterMs: number };
  /** Before it is started again. */
  downMs: number;
}

export interface CyclePlan {
  index: number;
  scenario: ScenarioName;
  startAfterMs: number;
  requests: RequestTrouble[];
  /** By the number of the act: what befalls the webhooks that it causes. */
  hints: (HintTrouble | undefined)[];
  /** What befalls one of the vendors' reports of deliveries, whosoever it is. */
  report?: HintTrouble;
  kill?: Kill;
}

const weighted = <T>(...choices: [weight: number, value: T][]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

const calls = weighted<CallName>(
  [8, 'post'],
  [4, 'update'],
  [2, 'link'],
  [1, 'ticket'],
  [1, 'audits'],
  [2, 'messages'],
  [1, 'conversation'],
);
const troubles = weighted<Trouble>(
  [6, 'lost'],
  [3, 'gateway'],
  [2, 'busy'],
  [2, 'unavailable'],
  [2, 'error'],
  [2, 'badGateway'],
  [2, 'notJson'],
  [2, 'slow'],
);
const requestTrouble: fc.Arbitrary<RequestTrouble> = fc.record({
  call: calls,
  trouble: fc.oneof({ weight: 60, arbitrary: troubles }, { weight: 1, arbitrary: fc.constant<Trouble>('hang') }),
  times: weighted([4, 1], [1, 2]),
});

const hintTrouble = weighted<HintTrouble>([3, 'drop'], [3, 'duplicate'], [2, 'delay'], [2, 'reorder']);
const seldom = <T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary }, { weight: 100 - weight, arbitrary: fc.constant(undefined) });

const moment = fc.record({
  call: weighted<CallName>(
    [6, 'post'],
    [2, 'update'],
    [1, 'link'],
    [1, 'messages'],
    [1, 'ticket'],
    [1, 'conversation'],
  ),
  moment: fc.constantFrom('arrival' as const, 'answered' as const),
});
const someTime = fc.record({ afterMs: fc.integer({ min: 0, max: 6_000 }) });
/** While the webhooks of the first act are on their way. */
const atOnce = fc.record({ afterMs: fc.integer({ min: 0, max: 60 }) });

const momentsOf: Record<Victim, fc.Arbitrary<Kill['when']>> = {
  worker: fc.oneof({ weight: 3, arbitrary: moment }, { weight: 1, arbitrary: someTime }),
  receiver: fc.oneof(atOnce, someTime),
  temporal: someTime,
};

/** Who is killed, in turn; and by every how many-th cycle. */
const killings: Record<Faults | 'together', { victims: Victim[]; every: number }> = {
  quick: { victims: ['receiver', 'temporal'], every: 8 },
  all: { victims: ['worker', 'receiver', 'worker', 'temporal', 'worker'], every: 40 },
  together: { victims: ['temporal'], every: 3 },
};

function victimOf(index: number, { faults, together }: Pick<ChaosOptions, 'faults' | 'together'>): Victim | undefined {
  const { victims, every } = killings[together ? 'together' : faults];
  const turn = (index - Math.floor(every / 2)) / every;
  return Number.isInteger(turn) ? victims[turn % victims.length] : undefined;
}

const MOST_ACTS = 8;

/** The plans of a run. */
export function plansFor({ cycles, seed, faults, only, together }: ChaosOptions): CyclePlan[] {
  const names = scenarioNames.filter((name) => only === undefined || name === only);
  if (names.length === 0) throw new Error(`There is no scenario "${only}": ${scenarioNames.join(', ')}`);
  const drawn = fc.record({
    scenario: fc.constantFrom(...names),
    startAfterMs: fc.integer({ min: 0, max: 300 }),
    requests: fc.oneof(
      fc.constant<RequestTrouble[]>([]),
      fc.array(requestTrouble, { minLength: 1, maxLength: 3, size: 'max' }),
    ),
    hints: fc.array(seldom(20, hintTrouble), { minLength: MOST_ACTS, maxLength: MOST_ACTS }),
    report: seldom(20, hintTrouble),
    kills: fc.record({
      ...momentsOf,
      ...(together && { temporal: momentsOf.worker }),
      downMs: fc.integer({ min: 0, max: 1_500 }),
    }),
  });
  return fc.sample(fc.noBias(drawn), { seed, numRuns: cycles }).map((it, index) => {
    const { scenario, startAfterMs, hints, report, kills } = it;
    const byNotification = scenario === 'notification';
    const victim = victimOf(index, { faults, together });
    return {
      index,
      ...{ scenario, startAfterMs, hints },
      requests: it.requests
        .map((request) => ({ ...request, call: callFor(request.call, byNotification) }))
        .filter((request) => faults === 'all' || !costsMinutes(request))
        .map((request) => (costsMinutes(request) ? { ...request, times: 1 } : request)),
      ...(report && { report }),
      ...(victim && { kill: { victim, when: whenFor(kills[victim], byNotification), downMs: kills.downMs } }),
    };
  });
}

/** In doubt, and not done: see `Faults`. */
const costsMinutes = ({ call, trouble }: RequestTrouble): boolean =>
  trouble === 'hang' || (call === 'post' && trouble === 'notJson');

/** A ticket without a conversation sends by notification, and reads no messages. */
const callFor = (call: CallName, byNotification: boolean): CallName =>
  byNotification && ['post', 'link', 'messages', 'conversation'].includes(call) ? 'notify' : call;

const whenFor = (when: Kill['when'], byNotification: boolean): Kill['when'] =>
  'call' in when ? { ...when, call: callFor(when.call, byNotification) } : when;
