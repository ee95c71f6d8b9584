import type { Colors } from 'picocolors/types';
import type { Level, Result } from '../../doctor/check';
import { speak } from '../../../language/say';
import { defineCommand } from '../command';
import { exitCodes } from '../../terminal/exitCodes';

/**
 * `ventana doctor`: checks whether everything is connected. JSON: `{ healthy, counts, results: [{ id, title, level,
 * found, todo }] }`.
 */
export const doctor = defineCommand({
  command: 'doctor',
  describe: 'Check that everything is connected; what is wrong comes last',
  examples: [
    ['doctor', 'Shows what was checked, what was found and what to do; exit code 1 if there is a problem'],
    ['doctor --strict', 'Treats warnings as problems'],
    ['doctor --json', 'The same as JSON, for programs'],
  ],
  options: (yargs) =>
    yargs.option('strict', { type: 'boolean', default: false, describe: 'Exit with code 1 for warnings too' }),
  async run({ strict, account }, { output, progress, language, version }) {
    if (!output.json) speak(language);
    progress.tick('Checking ...');
    const { accountEnvironment } = await import('../../../config/accounts.js');
    const { loadConfig } = await import('../../../config/config.js');
    const { examineAll } = await import('../../doctor/doctor.js');
    const { reportOf, summaryOf } = await import('../../doctor/report.js');
    const results = await examineAll({
      load: () => loadConfig(accountEnvironment(account)),
      version,
      onDone: (done, of) => progress.tick(`Checking: ${done} of ${of} ...`),
      onResult: (result) => {
        if (result.level !== 'ok') return;
        progress.clear();
        output.print(lineOf(result, output.paint));
      },
    });
    progress.clear();
    const { foldedSkips } = await import('../../doctor/folded.js');
    const told = worstLast(results).map((it) => lineOf(it, output.paint));
    const skips = foldedSkips(results).map((it) => `${output.paint.dim(SIGNS.skipped)} ${it}`);
    if (told.length + skips.length > 0) output.print();
    for (const line of [...skips, ...told]) output.print(line);
    const report = reportOf(results, strict);
    output.print();
    output.print(summaryOf(report));
    output.result(report);
    return report.healthy ? exitCodes.ok : exitCodes.failed;
  },
});

/** On a terminal the eye is at the end. */
const worstLast = (results: readonly Result[]): Result[] =>
  (['warning', 'problem'] as const).flatMap((level) => results.filter((it) => it.level === level));

const SIGNS: Record<Level, string> = { ok: '✓', warning: '!', problem: '✗', skipped: '-' };

function lineOf({ level, title, found, todo }: Result, paint: Colors): string {
  const colours = { ok: paint.green, warning: paint.yellow, problem: paint.red, skipped: paint.dim };
  const line = `${colours[level](SIGNS[level])} ${paint.bold(title)}: ${found}.`;
  return todo === undefined ? line : `${line} ${todo}`;
}
