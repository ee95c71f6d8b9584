import { say } from '../../language/say';
import { usageError } from '../terminal/errors';
import type { Progress } from '../terminal/progress';

/** Writes a file that `--html` or `--csv` names, and says so. @throws {CliError} if it cannot be written */
export async function writtenTo(path: string, text: string, progress: Progress): Promise<void> {
  if (path === '') throw usageError(say('--html and --csv want the name of a file.'));
  const { writeFileSync } = await import('node:fs');
  try {
    writeFileSync(path, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw usageError(say('{path} cannot be written ({code}).', { path, code }));
  }
  progress.step(say('Written: {path}', { path }));
}
