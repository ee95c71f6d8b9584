import { parseArgs } from 'node:util';

const plays = ['kills', 'opening', 'upgrade', 'exchange'] as const;
export type Play = (typeof plays)[number];

export interface ClusterCommandLine {
  plays: readonly Play[];
  /** Customers of all but `opening`. */
  customers: number;
  /** Customers who are active at a time. */
  atOnce: number;
  /** Customers who are asked for within seconds in `opening`. */
  opening: number;
  seed: number;
  receivers: number;
  workers: number;
  /** The Temporal dev server instead of a full one on PostgreSQL. */
  devServer: boolean;
  server?: string;
  sqlTool?: string;
  keep: boolean;
}

const USAGE = `npm run cluster -- [options]
  --play WHAT      ${plays.join(', ')}; can be repeated (default: all)
  --customers N    customers of all but opening (default 300)
  --at-once N      customers active at the same time (default 12)
  --opening N      customers whose agents all ask at once in opening (default 240)
  --receivers N    default 2
  --workers N      default 3
  --seed S         seed of the scenarios (default 1)
  --dev-server     Temporal's dev server instead of a full one on PostgreSQL
  --server FILE    temporal-server, if it is not on the PATH
  --sql-tool FILE  temporal-sql-tool, if it is not on the PATH
  --keep           keep the logs of the run`;

const string = { type: 'string' } as const;
const off = { type: 'boolean', default: false } as const;

/** @throws {Error} with the usage, for anything that it does not name */
export function readCommandLine(args: string[]): ClusterCommandLine {
  try {
    const { values } = parseArgs({
      args,
      options: {
        play: { ...string, multiple: true },
        customers: { ...string, default: '300' },
        'at-once': { ...string, default: '12' },
        opening: { ...string, default: '240' },
        receivers: { ...string, default: '2' },
        workers: { ...string, default: '3' },
        seed: { ...string, default: '1' },
        'dev-server': off,
        server: string,
        'sql-tool': string,
        keep: off,
      },
    });
    const chosen = values.play?.map((name) => {
      const play = plays.find((it) => it === name);
      if (!play) throw new Error(`--play ${name}?`);
      return play;
    });
    return {
      plays: chosen ?? plays,
      customers: count(values.customers),
      atOnce: count(values['at-once']),
      opening: count(values.opening),
      receivers: count(values.receivers),
      workers: count(values.workers),
      seed: count(values.seed),
      devServer: values['dev-server'],
      keep: values.keep,
      ...(values.server !== undefined && { server: values.server }),
      ...(values['sql-tool'] !== undefined && { sqlTool: values['sql-tool'] }),
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, { cause: error });
  }
}

function count(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new Error(`"${text}" is not a whole number above 0`);
}
