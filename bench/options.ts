import { parseArgs } from 'node:util';

/** They run in this order. */
export const NAMES = [
  'receiver',
  'ingress',
  'actions',
  'punctuality',
  'opening',
  'restart',
  'growth',
  'queue',
  'quarter',
  'commands',
] as const;

export type Name = (typeof NAMES)[number];

export interface BenchOptions {
  names: readonly Name[];
  /** Small numbers, to check that everything works: the figures mean nothing. */
  quick: boolean;
  /** The file that gets the results as one JSON object. */
  json?: string;
  /** How many requests `queue` asks for; absent: by the time there is. */
  requests?: number;
  /** Keep the folder with the logs and databases. */
  keep: boolean;
}

const USAGE = `npm run bench -- [options]
  --only NAME    one of ${NAMES.join(', ')}; can be repeated
  --json FILE    writes the results to FILE as one JSON object
  --requests N   how many requests queue asks for; 100,000 where it runs alone
  --quick        small numbers, to check that it works; the figures mean nothing
  --keep         keep logs and databases of the run`;

/** @throws {Error} with the usage, for any argument it does not know */
export function readCommandLine(args: string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true },
        json: { type: 'string' },
        quick: { type: 'boolean', default: false },
        requests: { type: 'string' },
        keep: { type: 'boolean', default: false },
      },
    });
    const { only, json, quick, keep } = values;
    const requests = values.requests === undefined ? undefined : Number(values.requests);
    if (requests !== undefined && !(requests > 0)) throw new Error('--requests is a number above 0.');
    const unknown = only?.find((name) => !NAMES.some((it) => it === name));
    if (unknown !== undefined) throw new Error(`There is no benchmark "${unknown}".`);
    return {
      names: only ? NAMES.filter((name) => only.includes(name)) : NAMES,
      quick,
      keep,
      ...(json !== undefined && { json }),
      ...(requests !== undefined && { requests }),
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, { cause: error });
  }
}
