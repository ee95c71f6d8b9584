import { resolve } from 'node:path';
import { startSandbox } from '../../sandbox';
import { median, medianInterval, percentile, round, sum } from '../numbers';
import type { Ingress, Measured } from '../result';
import type { Setting } from '../setting';
import { type Child, startChild } from '../support/child';
import { examplePolicy } from '../support/policies';
import { openTemporal } from '../support/temporal';
import { startReceiver } from '../support/ventanaProcess';
import type { BareLoad } from './bare';
import { type Load, loadWith, openPoster, type Poster, requestOf } from './load';

const ACCOUNT = 'bench-ingress';
const CONCURRENCY = 16;
const GOAL = 0.95;
/** How far the ratio may lie from what was measured. */
const WITHIN = 0.05;
const MOST_PER_SECOND = 3_000;
/** Keeps the ticket ids of different rounds apart. */
const TICKETS_APART = 1_000_000;

interface Round {
  refused: number;
  perSecond: number;
  p50: number;
  p99: number;
}

/**
 * From webhook to durable event: signed webhooks of new tickets through the receiver, compared with a bare
 * `signalWithStart` loop with the same arguments and concurrency on the same server. The two alternate, so that other
 * load on the machine affects both.
 */
export async function ingress(setting: Setting): Promise<Measured<Ingress>> {
  const [rounds, seconds] = setting.quick ? [2, 2] : [20, 1.2];
  const sandbox = await startSandbox();
  const temporal = await openTemporal(setting);
  const receiver = await startReceiver(setting, {
    sandbox,
    env: temporal.env,
    account: ACCOUNT,
    policy: examplePolicy(),
  });
  const script = resolve(__dirname, 'bare.ts');
  const bare = await startChild({ script, env: temporal.env, folder: setting.folder, name: 'bare' });
  const posters = await Promise.all(Array.from({ length: CONCURRENCY }, () => openPoster(receiver.port)));
  try {
    const ours: Round[] = [];
    const bares: Round[] = [];
    for (let n = 0; n <= rounds; n += 1) {
      // The first round warms both up and does not count.
      const length = n === 0 ? 2 : seconds;
      const signed = requests(length, 2 * n * TICKETS_APART, receiver.secret);
      const through = async (): Promise<Round> => roundOf(await post(posters, length, signed));
      const without = async (): Promise<Round> => roundOf(await call(bare, length, (2 * n + 1) * TICKETS_APART));
      // The order alternates, so that neither gains from a server that warms up or fills up.
      const earlyWithout = n % 2 === 0 ? undefined : await without();
      const throughReceiver = await through();
      const withoutIt = earlyWithout ?? (await without());
      setting.say(
        `  round ${n}: ${throughReceiver.perSecond.toFixed(0)} webhooks/s, ${withoutIt.perSecond.toFixed(0)} bare calls/s`,
      );
      if (n === 0) continue;
      ours.push(throughReceiver);
      bares.push(withoutIt);
    }
    return measured(ours, bares);
  } finally {
    posters.forEach((poster) => poster.close());
    await bare.stop();
    await receiver.stop();
    await temporal.stop(ACCOUNT);
    await sandbox.close();
  }
}

/** More requests than any receiver can take in that time. */
const requests = (seconds: number, firstTicket: number, secret: string): Buffer[] =>
  Array.from({ length: MOST_PER_SECOND * seconds }, (_, nth) => requestOf(String(firstTicket + nth), secret));

const post = (posters: readonly Poster[], seconds: number, signed: readonly Buffer[]): Promise<Load> =>
  loadWith(posters.length, seconds, async (caller, nth) => {
    const request = signed[nth];
    if (!request) throw new Error(`more than ${MOST_PER_SECOND} webhooks per second: sign more in advance`);
    return posters[caller]?.post(request) ?? false;
  });

const call = (bare: Child, seconds: number, firstTicket: number): Promise<Load> =>
  bare.ask<Load>('load', { concurrency: CONCURRENCY, seconds, firstTicket, account: ACCOUNT } satisfies BareLoad);

const roundOf = ({ took, refused, seconds }: Load): Round => ({
  refused,
  perSecond: took.length / seconds,
  p50: percentile(took, 0.5),
  p99: percentile(took, 0.99),
});

function measured(ours: readonly Round[], bares: readonly Round[]): Measured<Ingress> {
  const of = (rounds: readonly Round[], key: keyof Round): number => round(median(rounds.map((it) => it[key])), 1);
  const pairs = ours.map(({ perSecond }, n) => perSecond / (bares[n]?.perSecond ?? NaN));
  const [low, high] = medianInterval(pairs);
  const result: Ingress = {
    ratio: round(median(pairs), 3),
    interval: [round(low, 3), round(high, 3)],
    p50Ms: of(ours, 'p50'),
    p99Ms: of(ours, 'p99'),
    perSecond: of(ours, 'perSecond'),
    bareP50Ms: of(bares, 'p50'),
    bareP99Ms: of(bares, 'p99'),
    barePerSecond: of(bares, 'perSecond'),
  };
  const refused = sum(ours.map((it) => it.refused));
  return {
    result,
    rows: [
      {
        what: `webhooks durable a second, ${CONCURRENCY} at a time`,
        ventana: `${result.perSecond.toFixed(0)}`,
        beside: `${result.barePerSecond.toFixed(0)} bare signalWithStart`,
        goal: `≥ ${GOAL} of it`,
        holds: result.ratio >= GOAL,
      },
      {
        what: 'of the bare rate, median of the pairs of rounds, and between what it lies (95 %)',
        ventana: `${result.ratio} [${result.interval.join('; ')}]`,
        goal: `within ${WITHIN * 100} %`,
        holds: high - low <= 2 * WITHIN,
      },
      ...(refused > 0
        ? [{ what: '- asked to come again: no answer of Temporal in 0.9 s', ventana: String(refused) }]
        : []),
      {
        what: 'p50 and p99',
        ventana: `${result.p50Ms} and ${result.p99Ms} ms`,
        beside: `${result.bareP50Ms} and ${result.bareP99Ms} ms`,
      },
    ],
  };
}
