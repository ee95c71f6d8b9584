import { parseArgs } from 'node:util';

/**
 * `quick`: without what costs minutes by Ventana's own rules: a worker killed (its lost activities are missed only after 20 or 30 s), and
 * a message whose sending is in doubt and did not happen (looked for after 5, 30 and 120 s before it is sent again).
 */
export type Faults = 'quick' | 'all';

export interface ChaosOptions {
  cycles: number;
  seed: number;
  faults: Faults;
  /** Cycles whose acts are under way at a time. */
  atOnce: number;
  /** Only this scenario. */
  only?: string;
  /** Heal by Ventana's own sweep, which takes a minute or more, instead of a word to each ticket. */
  sweep: boolean;
  /** Ventana is `npm start`, and only its Temporal is killed: again and again. */
  together: boolean;
}

export interface CommandLine extends ChaosOptions {
  json: boolean;
  /** Keep the folder with logs and database. */
  keep: boolean;
  /** What is played: the cycles, the bad hours, or both. */
  play: Play;
  /** Customers who wait at closing time. */
  waiting: number;
}

const plays = ['both', 'cycles', 'hours'] as const;
type Play = (typeof plays)[number];

const USAGE = `npm run chaos -- [options]
  --cycles N     customers (default 100)
  --seed S       seed for scenarios and faults (default: a new one, printed)
  --faults F     all, or quick: without those that take minutes by Ventana's own rules (default under 50 cycles)
  --at-once N    customers active at the same time (default 50)
  --only NAME    one scenario only, or one hour
  --play WHAT    cycles, hours (outages of an hour and a burst, in simulated time), or both (default)
  --waiting N    customers who wait for an answer in the hour "closing time" (default 100)
  --sweep        heal by Ventana's own sweep, once at the end: 20 tickets in 20 s, the first after a minute
  --together     Ventana as npm start: one process, whose Temporal is killed again and again; nothing else is
  --keep         keep the logs and the database of the run
  --json         print the result as one JSON object on the last line`;

/** @throws {Error} with the usage, for anything that it does not name */
export function readCommandLine(args: string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args,
      options: {
        cycles: { type: 'string', default: '100' },
        seed: { type: 'string' },
        faults: { type: 'string' },
        'at-once': { type: 'string', default: '50' },
        only: { type: 'string' },
        play: { type: 'string', default: 'both' },
        waiting: { type: 'string', default: '100' },
        sweep: { type: 'boolean', default: false },
        together: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const cycles = count(values.cycles);
    const faults = values.faults ?? (cycles < 50 ? 'quick' : 'all');
    if (faults !== 'quick' && faults !== 'all') throw new Error(`--faults ${faults}?`);
    const play = plays.find((it) => it === values.play);
    if (!play) throw new Error(`--play ${values.play}?`);
    return {
      cycles,
      faults,
      play,
      waiting: count(values.waiting),
      seed: values.seed === undefined ? Date.now() % 1_000_000 : count(values.seed),
      atOnce: count(values['at-once']),
      json: values.json,
      sweep: values.sweep,
      together: values.together,
      keep: values.keep,
      ...(values.only !== undefined && { only: values.only }),
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, { cause: error });
  }
}

function count(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`"${text}" is not a whole number`);
}
