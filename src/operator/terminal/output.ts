import { createColors } from 'picocolors';
import type { Colors } from 'picocolors/types';

/** The part of a stream that is used: `process.stdout`, or a test's stream. */
export interface OutStream {
  write(text: string): unknown;
  /** Of a stream whose `write` may say false: its reader is slower. */
  once?(event: 'drain', listener: () => void): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface OutputOptions {
  stdout: OutStream;
  stderr: OutStream;
  /** Print one JSON document on stdout, and no text. */
  json: boolean;
  /** Whether each stream supports colours. */
  colours: { stdout: boolean; stderr: boolean };
}

/** Where a command's output goes: results to stdout, everything else to stderr. */
export interface Output {
  /** With `--json`, only `result` writes to stdout. */
  readonly json: boolean;
  /** A person reads stdout: it is a terminal, and `--json` is not given. */
  readonly isTerminal: boolean;
  /** Colours for `print`; no effect if colours are off. */
  readonly paint: Colors;
  /** Prints a line for people on stdout. Prints nothing with `--json`. */
  print(line?: string): void;
  /** Prints a piece of a long result on stdout as it is, and waits for a slow reader. For commands without `result`. */
  flow(text: string): Promise<void>;
  /** Sets the command's JSON document, once per command. It is printed only with `--json`. */
  result(document: unknown): void;
  /** Prints a remark on stderr, also with `--json`. */
  warn(line: string): void;
  /** Prints why the command fails: the text on stderr, and the document as its result if it has none yet. */
  fail(text: string, document: unknown): void;
}

/** @throws {Error} from `result` when it is called twice, because there must be a single document */
export function createOutput({ stdout, stderr, json, colours }: OutputOptions): Output {
  const aside = createColors(colours.stderr);
  let given = false;
  const give = (document: unknown): void => {
    given = true;
    if (json) stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  };
  return {
    json,
    isTerminal: !json && stdout.isTTY === true,
    paint: createColors(colours.stdout),
    print(line = '') {
      if (!json) stdout.write(`${line}\n`);
    },
    async flow(text) {
      if (stdout.write(text) !== false || !stdout.once) return;
      await new Promise<void>((resolve) => void stdout.once?.('drain', resolve));
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
