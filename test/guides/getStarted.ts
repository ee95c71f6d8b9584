import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/system/freePort';
import { pinnedCli } from '../support/cli';
import { freshClone } from './clone';
import { read } from './documents';
import { type Block, blocksOf } from './outputs';
import { IN_SPANISH, type Outputs, type Scenario } from './scenario';
import { type Terminals, terminals } from './terminal';
import { milestones } from '../../src/telemetry/milestones';

/** What is typed between these headings of the guide "Get started". */
const [FROM, TO] = ['\n## Try it without an account\n', '\n## Your own account\n'];

/** The code is here already, and the playground stays until Ctrl-C: its browser tests play it. */
const LEFT_OUT = /^git clone|-- --play$/;

interface Step {
  /** One command each, on one line. */
  commands: string[];
  shows?: Block;
}

const stepsOf = (guide: string): Step[] =>
  guide
    .slice(guide.indexOf(FROM), guide.indexOf(TO))
    .split('```sh\n')
    .slice(1)
    .map((text) => {
      const [block = '', ...after] = text.split('\n```\n');
      const [shows] = blocksOf(after.join('\n```\n'));
      return { commands: block.replace(/\\\n\s*/g, '').split('\n'), ...(shows && { shows }) };
    })
    .filter(({ commands }) => !commands.some((it) => LEFT_OUT.test(it)));

const STAYS: [command: string, until: string][] = [
  ['run --silent sandbox', "Ventana's settings are in"],
  ['ventana start', milestones.receiver],
];
const ASKS = 'npx ventana setup --url';
const CONSENT = { after: '[y/N]', types: 'y\n' };
/** The guide waits two minutes for this output. Here the policy changes meanwhile, and the waiting is over. */
const WAITED_FOR = 'reminder';
const NO_WAITING = "sed -i -e 's/^  after: 2h/  after: 1s/' -e 's/^  grace: 1m/  grace: 1s/' ventana.yaml";
/** Until then it waits long enough for any machine to show, in both languages, that the reminder is to come. */
const POLICY = '> ventana.yaml';
const LONG_WAITING = "sed -i 's/^  after: 2m/  after: 2h/' ventana.yaml";
const APPLY = 'npx ventana policy apply --yes';
/** Only reads, and may come too early. */
const READS = /^(curl |npx ventana (status|doctor|policy check))/;
/** Commands that speak the terminal's language. */
const SPEAKS = /^npx ventana (status|doctor)\b/;
const IS_FUNCTION = /^\w+\(\) \{/;
const PAUSE_MS = 1_000;

async function play(): Promise<Outputs> {
  const clone = await freshClone();
  const [sandbox, ventana] = [await freePort(), await freePort()];
  const environment = {
    HOST: '127.0.0.1',
    PORT: `${ventana}`,
    SANDBOX_PORT: `${sandbox}`,
    SANDBOX_WEBHOOKS_TO: `http://127.0.0.1:${ventana}`,
    TEMPORAL_CLI_PATH: await pinnedCli(),
  };
  const ports: [number, number][] = [
    [4010, sandbox],
    [8080, ventana],
  ];
  const typing = terminals({ folder: clone.folder, environment, ports });
  try {
    const outputs: Outputs = { en: {}, es: {} };
    const functions: string[] = [];
    for (const { commands, shows } of stepsOf(read('docs/guide/en/get-started.md'))) {
      functions.push(...commands.filter((it) => IS_FUNCTION.test(it)));
      const rest = commands.filter((it) => !IS_FUNCTION.test(it));
      if (shows?.name === WAITED_FOR) await type(typing, [], [NO_WAITING, APPLY], []);
      const output = await type(typing, functions, rest, shows?.texts ?? []);
      if (rest.some((it) => it.endsWith(POLICY))) await type(typing, [], [LONG_WAITING], []);
      if (!shows) continue;
      outputs.en[shows.name] = output;
      const last = rest.at(-1) ?? '';
      if (SPEAKS.test(last)) outputs.es[shows.name] = await once(typing, `LC_ALL=${IN_SPANISH.LC_ALL} ${last}`, false);
    }
    return outputs;
  } finally {
    await typing.close();
    await clone.remove();
  }
}

/** Types the commands of a block. Those at its end that only read are typed again until they show all of `texts`. */
async function type(typing: Terminals, functions: string[], commands: string[], texts: string[]): Promise<string> {
  const reading = commands.length - 1 - commands.findLastIndex((it) => !READS.test(it));
  let output = '';
  for (const command of commands.slice(0, commands.length - reading)) {
    const [, until] = STAYS.find(([name]) => command.includes(name)) ?? [];
    if (until !== undefined) output += await typing.stay(command, until);
    else output += await once(typing, [...functions, command].join('\n'), command.startsWith(ASKS));
  }
  if (reading === 0) return output;
  for (;;) {
    const shown = await typing.run([...functions, ...commands.slice(-reading)].join('\n'));
    if (shown.code === 0 && texts.every((it) => shown.output.includes(it))) return shown.output;
    await sleep(PAUSE_MS);
  }
}

async function once(typing: Terminals, command: string, asks: boolean): Promise<string> {
  const { output, code } = await typing.run(command, asks ? CONSENT : undefined);
  if (code !== 0) throw new Error(`"${command}" ended with exit code ${code}: ${output}`);
  return output;
}

export const getStarted: Scenario = {
  outputs: stepsOf(read('docs/guide/en/get-started.md')).flatMap(({ shows }) => shows?.name ?? []),
  play,
};
