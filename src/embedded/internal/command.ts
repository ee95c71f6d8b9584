import { spawn } from 'node:child_process';
import { childEnvironment } from '../../system/childEnvironment';
import { elapsed } from '../../system/elapsed';

export interface CommandResult {
  /** Null when it could not be started or was ended by a signal. */
  code: number | null;
  stdout: string;
  /** Its stderr, or the reason why it could not be started or was ended. */
  stderr: string;
}

/**
 * Runs a program to its end, without a shell. Of our environment it gets PATH, proxies and pip's settings. Never
 * throws: a missing program is reported in the result.
 * @param timeoutMs the program is killed after this time
 */
export function runCommand(program: string, args: readonly string[], timeoutMs: number): Promise<CommandResult> {
  return new Promise((resolve) => {
    const started = elapsed();
    let stdout = '';
    let stderr = '';
    let timer: NodeJS.Timeout | undefined;
    const end = (result: CommandResult): void => {
      clearTimeout(timer);
      resolve(result);
    };
    const failed = (error: unknown): void =>
      end({ code: null, stdout, stderr: error instanceof Error ? error.message : String(error) });
    try {
      const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: childEnvironment('download') });
      // Not spawn's own `timeout`: Node keeps its timer, and so the process, when the program does not exist.
      timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('error', failed);
      child.on('close', (code, signal) => {
        const tooSlow = signal === 'SIGKILL' && elapsed() - started >= timeoutMs;
        end({ code, stdout, stderr: tooSlow ? `not finished after ${timeoutMs / 1000} s` : stderr });
      });
    } catch (error) {
      // Node reports most start failures as an event, but throws some (such as a path through a file).
      failed(error);
    }
  });
}

/** The last line of an output, which usually states the error. */
export const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';
