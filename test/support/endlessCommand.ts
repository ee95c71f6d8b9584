/** `ventana` with one command, which answers and leaves a timer behind. See test/http/commandProcess.test.ts. */
import { defineCommand } from '../../src/operator/cli/command';
import { main } from '../../src/operator/cli/main';
import { exitCodes } from '../../src/operator/terminal/exitCodes';

const linger = defineCommand({
  command: 'linger [lines]',
  describe: 'Answer, and leave something open',
  examples: [['linger', 'Answers']],
  options: (yargs) => yargs.positional('lines', { type: 'number', default: 1 }),
  run({ lines }, { output }) {
    setInterval(() => undefined, 1_000);
    for (let line = 1; line <= lines; line += 1) output.print(`line ${line}`);
    return Promise.resolve(exitCodes.failed);
  },
});

void main('0.0.0', [linger]);
