import { spawn } from 'node:child_process';

export interface CommandResult {
  /** Null: it could not be started, or a signal ended it. */
  code: number | null;
  stdout: string;
  /** What it wrote to stderr, or why it could not be started or was ended. */
  stderr: string;
}

/**
 * Runs a program to its end, without a shell; it inherits the environment (PATH, proxies, pip's settings).
 * Never throws: a program that is not there is a result like any other.
 *
 * @param timeoutMs after this the program is killed
 */
export function runCommand(program: string, args: readonly string[], timeoutMs: number): Promise<CommandResult> {
  return new Promise((resolve) => {
    const started = Date.now();
    let stdout = '';
    let stderr = '';
    const failed = (error: unknown): void =>
      resolve({ code: null, stdout, stderr: error instanceof Error ? error.message : String(error) });
    try {
      const child = spawn(program, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
      });
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('error', failed);
      child.on('close', (code, signal) => {
        const tooSlow = signal === 'SIGKILL' && Date.now() - started >= timeoutMs;
        resolve({ code, stdout, stderr: tooSlow ? `not finished after ${timeoutMs / 1000} s` : stderr });
      });
    } catch (error) {
      // Most programs that cannot be started are an event; some (a path through a file) are thrown.
      failed(error);
    }
  });
}

/** The last line that says something: what a person needs to see of a long output. */
export const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';
