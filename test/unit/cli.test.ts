import { describe, expect, it, vi } from 'vitest';
import { VendorError } from '../../activities/vendorError';
import { runCli } from '../../src/operator/cli/cli';
import { type Command, defineCommand, defineGroup, type Tools } from '../../src/operator/cli/command';
import { CliError, unreachable, usageError } from '../../src/operator/terminal/errors';
import { exitCodes } from '../../src/operator/terminal/exitCodes';
import { forTerminal } from '../../src/operator/terminal/markdown';
import { createOutput } from '../../src/operator/terminal/output';
import { createProgress } from '../../src/operator/terminal/progress';
import { wantsColours } from '../../src/operator/terminal/colours';
import { ConfigError } from '../../src/problems/configError';
import { TemporalUnreachable } from '../../src/temporal/unreachable';

/** A stream that keeps what is written to it. */
function page(isTTY = false) {
  const stream = { text: '', isTTY, columns: 80, write: (text: string) => void (stream.text += text) };
  return stream;
}

/** Runs a command line; `water` does what it is told. */
async function run(line: string, water: (tools: Tools) => void = () => undefined) {
  const stdout = page();
  const stderr = page();
  const commands: Command[] = [
    defineCommand({
      command: 'water <plant>',
      describe: 'Water a plant',
      examples: [['water fern', 'Not too much']],
      options: (yargs) =>
        yargs
          .positional('plant', { type: 'string', demandOption: true })
          .option('litres', { type: 'number', default: 1 }),
      run({ plant, litres }, tools) {
        water(tools);
        tools.output.print(`watered ${plant} with ${litres} l`);
        tools.output.result({ plant, litres });
        return Promise.resolve(exitCodes.ok);
      },
    }),
    defineGroup('soil', 'Look after the soil', [
      defineCommand({
        command: 'turn',
        describe: 'Turn it',
        examples: [['soil turn', 'With a spade']],
        options: (yargs) => yargs,
        run: () => Promise.resolve(exitCodes.failed),
      }),
    ]),
  ];
  const code = await runCli(line.split(' ').filter(Boolean), { commands, version: '1.2.3', stdout, stderr });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const throwing = (error: Error) => () => {
  throw error;
};

describe('the command line', () => {
  it.each(['', '--help', '-h'])('"%s" shows the commands and the exit codes, on stdout', async (line) => {
    const { code, stdout, stderr } = await run(line);
    expect(stdout).toMatch(/npx ventana water <plant> +Water a plant/);
    expect(stdout).toContain('2    invalid command line or configuration');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('teaches each command by example', async () => {
    expect((await run('water --help')).stdout).toMatch(/Examples:\n +npx ventana water fern +Not too much/);
    expect((await run('soil turn --help')).stdout).toMatch(/npx ventana soil turn +With a spade/);
  });

  it('tells its version', async () => {
    expect(await run('--version')).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
  });

  it('runs a command with its options', async () => {
    expect(await run('water fern --litres 2')).toEqual({ code: 0, stdout: 'watered fern with 2 l\n', stderr: '' });
    expect((await run('soil turn')).code).toBe(1);
  });

  it.each([
    ['watr fern', 'Unknown command: watr\nDid you mean water?'],
    ['dig', 'Unknown command: dig'],
    ['soil trun', 'Unknown command: trun\nDid you mean turn?'],
    ['water fern --litrs 2', 'Unknown argument: litrs\nDid you mean --litres?'],
    ['water fern --jsno', 'Unknown argument: jsno\nDid you mean --json?'],
    ['water', 'Missing argument: npx ventana water <plant>'],
    ['soil', 'Which command of "soil"? See: npx ventana soil --help'],
    ['--json', 'Which command? See: npx ventana --help'],
  ])('"%s" is wrong usage: %s', async (line, words) => {
    const { code, stderr } = await run(line);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `${words}\n` });
  });

  it('completes commands and options', async () => {
    expect((await run('completion')).stdout).toContain('ventana --get-yargs-completions');
    expect((await run('--get-yargs-completions ventana wa')).stdout).toContain('water');
  });
});

describe('--json', () => {
  it('prints one document and nothing else on stdout', async () => {
    const { stdout } = await run('water fern --json', ({ output }) => output.warn('it is winter'));
    expect(JSON.parse(stdout)).toEqual({ plant: 'fern', litres: 1 });
  });

  it('tells a failure as a document too, and in words on stderr', async () => {
    const problems = [{ where: 'PORT', message: 'is no number', hint: 'Set it to one.' }];
    const { code, stdout, stderr } = await run('water fern --json', throwing(new ConfigError(problems)));
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { problems } });
    expect(stderr).toContain('PORT: is no number');
  });

  it('tells wrong usage as a document too', async () => {
    expect(JSON.parse((await run('watr --json')).stdout)).toMatchObject({
      error: { message: expect.anything() as unknown },
    });
  });

  it('allows one document only', () => {
    const output = createOutput({
      stdout: page(),
      stderr: page(),
      json: true,
      colours: { stdout: false, stderr: false },
    });
    output.result({});
    expect(() => output.result({})).toThrow('one result');
  });
});

describe('what a command throws', () => {
  const grpc = Object.assign(new Error('14 UNAVAILABLE: no connection'), { code: 14 });
  const vendor = (status?: number) =>
    new VendorError('GET /tickets', { vendor: 'zendesk', reached: 'answered', ...(status && { status }) });

  it.each([
    ['a failure', new CliError('the well is dry'), 1, 'the well is dry'],
    ['wrong usage', usageError('one plant only'), 2, 'one plant only'],
    ['nobody there', unreachable('the gardener does not answer'), 3, 'the gardener does not answer'],
    [
      'a Temporal that is down',
      new TemporalUnreachable('localhost:7233'),
      3,
      'Temporal does not answer at localhost:7233',
    ],
    ['a call to a Temporal that is down', new Error('x', { cause: grpc }), 3, 'x'],
    ['a vendor that is down', vendor(503), 3, 'GET /tickets'],
    ['a vendor that refuses', vendor(403), 1, 'GET /tickets'],
    [
      'our own words about a cause',
      new Error('Port 80 is taken', { cause: new Error('EADDRINUSE') }),
      1,
      'Port 80 is taken',
    ],
  ])('%s: the words, and its exit code', async (_name, error, code, words) => {
    const told = await run('water fern', throwing(error));
    expect(told.code).toBe(code);
    expect(told.stderr).toMatch(new RegExp(`^${words}`));
    expect(told.stderr).not.toContain('    at ');
  });

  it("is told by its cause, where it only wraps it as Temporal's errors do", async () => {
    const wrapped = Object.assign(new Error('Workflow execution failed', { cause: new Error('the page is gone') }), {
      name: 'WorkflowFailedError',
    });
    expect((await run('water fern', throwing(wrapped))).stderr).toBe('the page is gone\n');
  });

  it('shows where a mistake of ours was made', async () => {
    expect((await run('water fern', throwing(new TypeError('x is undefined')))).stderr).toContain('    at ');
  });
});

describe('colours', () => {
  it.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: false }, {}, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{ isTTY: false }, { CI: 'true' }, false],
    [{ isTTY: false }, { FORCE_COLOR: '1' }, true],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
  ])('%o with %o: %s', (stream, environment, wanted) => {
    expect(wantsColours(stream, environment)).toBe(wanted);
  });

  it('are put where the words for the UI are bold', () => {
    const { paint } = createOutput({
      stdout: page(),
      stderr: page(),
      json: false,
      colours: { stdout: true, stderr: true },
    });
    expect(forTerminal('**Next**: [here](https://acme)', paint)).toBe('\u001b[1mNext\u001b[22m: here (https://acme)');
  });
});

describe('progress', () => {
  it.each([
    ['of its width', 12, 'Watering ...'],
    ['that is narrower', 8, 'Watering'],
    ['that does not know its width', 0, 'Watering ...'],
  ])('is a line of a terminal %s', (_what, columns, shown) => {
    const terminal = { ...page(true), columns, text: '', write: (text: string) => void (terminal.text += text) };
    createProgress(terminal).step('Watering ...');
    expect(terminal.text).toBe(`\r\u001b[2K${shown}`);
  });

  it('is shown of what takes longer than a second, as one line where there is no terminal', async () => {
    vi.useFakeTimers();
    try {
      const [terminal, file, quick] = [page(true), page(), page()];
      const lasting = (ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms));
      const work = [
        createProgress(terminal).during('Watering ...', lasting(2_500)),
        createProgress(file).during('Watering ...', lasting(2_500)),
        createProgress(quick).during('Watering ...', lasting(900)),
      ];
      await vi.advanceTimersByTimeAsync(3_000);
      await Promise.all(work);
      expect(terminal.text.split('\r\u001b[2K')).toEqual(['', 'Watering ... (1 s)', 'Watering ... (2 s)', '']);
      expect([file.text, quick.text]).toEqual(['Watering ...\n', '']);
    } finally {
      vi.useRealTimers();
    }
  });
});
