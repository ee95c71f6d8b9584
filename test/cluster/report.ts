import type { Row } from '../../bench/result';
import { isAbove } from './rates';
import type { Played } from './play';

const inSeconds = (ms: number): string => (ms / 1_000).toFixed(1);

/** The rows of a table for one run. */
export function rowsOf(played: Played): Row[] {
  const { summary, lateness, rates, kills, ended, webhooks, inDoubt, seconds, machineLoad } = played;
  const { duplicates, lost, wrong, intents, delivered, unknown, healed, flaws, leaks } = summary;
  return [
    {
      what: `${summary.cycles} customers, ${seconds} s, load ${machineLoad}: messages due, delivered`,
      ventana: `${intents}, ${delivered}`,
    },
    {
      what: 'lost, twice, wrong',
      ventana: `${lost}, ${duplicates}, ${wrong}`,
      goal: '0, 0, 0',
      holds: duplicates + lost + wrong === 0,
    },
    {
      what: 'late: p50, p99 and most',
      ventana: `${inSeconds(lateness.p50)}, ${inSeconds(lateness.p99)}, ${inSeconds(lateness.worst)} s`,
      goal: 'none beyond rule 3',
      holds: lateness.late.length === 0,
    },
    {
      what: 'killed: receivers, workers, Temporal; ended by themselves',
      ventana: `${kills.receiver}, ${kills.worker}, ${kills.temporal}; ${ended}`,
      goal: '; 0',
      holds: ended === 0,
    },
    { what: 'sends that died with a worker; told as unknown', ventana: `${inDoubt}; ${unknown}` },
    {
      what: 'webhooks delivered, sent again, lost; customers that a sweep has to find',
      ventana: `${webhooks.delivered}, ${webhooks.again}, ${webhooks.lost}; ${healed}`,
    },
    ...rates.map((used) => ({
      what: `most ${used.what} in a minute`,
      ventana: String(used.most),
      goal: `≤ ${used.allowed}`,
      holds: !isAbove(used),
    })),
    { what: 'flaws of notes, fields and ledger; leaks', ventana: `${flaws}; ${leaks}` },
  ];
}
