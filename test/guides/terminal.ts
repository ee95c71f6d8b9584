import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Typed {
  /** Stdout; of a command with `answer`, all that a terminal shows. */
  output: string;
  code: number;
}

export interface Answer {
  /** When this is on the screen, */
  after: string;
  /** this is typed. */
  types: string;
}

export interface Terminals {
  /** Types a command and waits for its end. */
  run(command: string, answer?: Answer): Promise<Typed>;
  /** Types a command that stays, and waits until it has printed this. @returns what it has printed */
  stay(command: string, until: string): Promise<string>;
  /** Ctrl-C in every terminal where a command stays. */
  close(): Promise<void>;
}

export interface TerminalOptions {
  folder: string;
  environment: Record<string, string>;
  /** Ports as documents have them, and those that are used instead. */
  ports: [documented: number, used: number][];
}

/** Terminals in a folder, with as little environment as a new one has. Commands and outputs have the documented ports. */
export function terminals({ folder, environment, ports }: TerminalOptions): Terminals {
  const staying: ChildProcess[] = [];
  const used = (text: string): string => ports.reduce((it, [from, to]) => it.replaceAll(`:${from}`, `:${to}`), text);
  const documented = (text: string): string =>
    ports.reduce((it, [to, from]) => it.replaceAll(`:${from}`, `:${to}`), text);
  const { PATH = '', HOME = folder } = process.env;
  const env = { PATH, HOME, LANG: 'C.UTF-8', NO_COLOR: '1', COLUMNS: '120', ...environment };

  const start = (command: string, shell: string[] = ['bash', '-ec']) => {
    const [file = '', ...args] = [...shell, used(command)];
    // A process group of its own: npx and what it starts end together.
    return spawn(file, args, { cwd: folder, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  };

  return {
    async run(command, answer) {
      const child = answer ? start(`${ON_TERMINAL}'${command}' ${AFTER_TERMINAL}`) : start(command);
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        const before = output;
        output += chunk;
        if (answer && !before.includes(answer.after) && output.includes(answer.after)) child.stdin.write(answer.types);
      });
      if (!answer) child.stdin.end();
      const [code] = (await once(child, 'close')) as [number];
      return { output: documented(answer ? asOnScreen(output) : output), code };
    },

    stay(command, until) {
      const child = start(command);
      staying.push(child);
      let output = '';
      let errors = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
      return new Promise((resolve, reject) => {
        child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
          output += chunk;
          if (output.includes(until)) resolve(documented(output));
        });
        child.once('exit', (code) => reject(new Error(`"${command}" ended (${code}): ${output}${errors}`)));
      });
    },

    async close() {
      const running = staying.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
      // Not `exit`: npx is gone before what it started.
      const ended = running.map((child) => once(child, 'close'));
      for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGINT');
      await Promise.all(ended);
    },
  };
}

/** `script` gives a command a terminal, and types what it gets. */
const IS_MAC = process.platform === 'darwin';
const ON_TERMINAL = IS_MAC ? 'script -q /dev/null bash -c ' : 'script -qec ';
const AFTER_TERMINAL = IS_MAC ? '' : '/dev/null';

const ESCAPE = '\u001b';
const TO_LINE_START = new RegExp(`\\r|${ESCAPE}\\[1G|${ESCAPE}\\[2K`, 'g');
const OTHER_MOVES = new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-z]`, 'g');

/** What is left on the screen: what was written over, such as progress, is gone. */
const asOnScreen = (text: string): string =>
  text
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => line.split(TO_LINE_START).at(-1)!.replace(OTHER_MOVES, ''))
    .join('\n');
