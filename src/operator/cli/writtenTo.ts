import { usageError } from '../terminal/errors';
import type { Progress } from '../terminal/progress';

/** Writes a file that `--html` or `--csv` names, and says so. @throws {CliError} if it cannot be written */
export async function writtenTo(path: string, text: string, progress: Progress): Promise<void> {
  if (path === '') throw usageError('--html and --csv want the name of a file.');
  const { writeFileSync } = await import('node:fs');
  try {
    writeFileSync(path, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw usageError(`${path} cannot be written (${code}).`);
  }
  progress.step(`Written: ${path}`);
}
