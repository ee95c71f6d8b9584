/** What befalls each cycle, drawn from the seed: the same seed draws the same plans; only the timing differs from run to run. */
import fc from 'fast-check';
import type { ChaosOptions } from './options';

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

const kill = (victims: [number, Victim][]): fc.Arbitrary<Kill> =>
  weighted(...victims).chain((victim) =>
    fc.record({
      victim: fc.constant(victim),
      when:
        victim === 'worker' ? fc.oneof({ weight: 3, arbitrary: moment }, { weight: 1, arbitrary: someTime }) : someTime,
      downMs: fc.integer({ min: 0, max: 1_500 }),
    }),
  );

const victims = {
  none: undefined,
  light: kill([
    [2, 'receiver'],
    [1, 'temporal'],
  ]),
  all: kill([
    [6, 'worker'],
    [2, 'receiver'],
    [2, 'temporal'],
  ]),
};

/** How many of a hundred cycles kill a process. */
const KILLS_IN_A_HUNDRED = { none: 0, light: 12, all: 4 };

const MOST_ACTS = 8;

/** The plans of a run. */
export function plansFor({ cycles, seed, kills, only }: ChaosOptions): CyclePlan[] {
  const names = scenarioNames.filter((name) => only === undefined || name === only);
  if (names.length === 0) throw new Error(`There is no scenario "${only}": ${scenarioNames.join(', ')}`);
  const cycle = fc.record({
    scenario: fc.constantFrom(...names),
    startAfterMs: fc.integer({ min: 0, max: 300 }),
    requests: fc.oneof(
      fc.constant<RequestTrouble[]>([]),
      fc.array(requestTrouble, { minLength: 1, maxLength: 3, size: 'max' }),
    ),
    hints: fc.array(seldom(20, hintTrouble), { minLength: MOST_ACTS, maxLength: MOST_ACTS }),
    report: seldom(20, hintTrouble),
    kill: victims[kills] ? seldom(KILLS_IN_A_HUNDRED[kills], victims[kills]) : fc.constant(undefined),
  });
  return fc.sample(fc.noBias(cycle), { seed, numRuns: cycles }).map(({ report, kill: wanted, ...drawn }, index) => {
    const byNotification = drawn.scenario === 'notification';
    return {
      index,
      ...drawn,
      requests: drawn.requests.map((it) => ({ ...it, call: callFor(it.call, byNotification) })),
      ...(report && { report }),
      ...(wanted && { kill: { ...wanted, when: whenFor(wanted.when, byNotification) } }),
    };
  });
}

/** A ticket without a conversation sends by notification, and reads no messages. */
const callFor = (call: CallName, byNotification: boolean): CallName =>
  byNotification && ['post', 'link', 'messages', 'conversation'].includes(call) ? 'notify' : call;

const whenFor = (when: Kill['when'], byNotification: boolean): Kill['when'] =>
  'call' in when ? { ...when, call: callFor(when.call, byNotification) } : when;
