import { createColors } from 'picocolors';
import type { Colors } from 'picocolors/types';

/** What of a stream is used: `process.stdout`, or a test's. */
export interface OutStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface OutputOptions {
  stdout: OutStream;
  stderr: OutStream;
  /** One JSON document on stdout, and no words. */
  json: boolean;
  /** Whether each stream takes colours. */
  colours: { stdout: boolean; stderr: boolean };
}

/** Where a command's words go: results to stdout, everything else to stderr. */
export interface Output {
  /** With `--json` nothing but `result` reaches stdout. */
  readonly json: boolean;
  /** Colours for `print`; they do nothing where none are wanted. */
  readonly paint: Colors;
  /** A line for people, on stdout; nothing with `--json`. */
  print(line?: string): void;
  /** The command's JSON document: printed with `--json` only, once in a command's life. */
  result(document: unknown): void;
  /** A remark beside the result, on stderr, with `--json` too. */
  warn(line: string): void;
  /** Why the command ends: the words on stderr, and the document as its result where it has given none. */
  fail(text: string, document: unknown): void;
}

/** @throws {Error} from `result` when it is called twice: two documents are none */
export function createOutput({ stdout, stderr, json, colours }: OutputOptions): Output {
  const aside = createColors(colours.stderr);
  let given = false;
  const give = (document: unknown): void => {
    given = true;
    if (json) stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  };
  return {
    json,
    paint: createColors(colours.stdout),
    print(line = '') {
      if (!json) stdout.write(`${line}\n`);
    },
    result(document) {
      if (given) throw new Error('a command has one result');
      give(document);
    },
    warn: (line) => void stderr.write(`${aside.yellow(line)}\n`),
    fail(text, document) {
      stderr.write(`${aside.red(text)}\n`);
      if (!given) give(document);
    },
  };
}
