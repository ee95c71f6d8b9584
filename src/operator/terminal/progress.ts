import type { OutStream } from './output';

/** Shows progress on stderr, so that stdout has only the result. */
export interface Progress {
  /** Shows a step. On a terminal it replaces the previous step, otherwise it is a new line. */
  step(words: string): void;
  /** Like `step`, but only on a terminal: for text that changes often. */
  tick(words: string): void;
  /** On a terminal, removes the last step. */
  clear(): void;
  /**
   * Shows the words while the work runs, if it takes longer than a second; on a terminal, with the seconds so far.
   * Returns or throws what the work does.
   */
  during<T>(words: string, work: () => Promise<T>): Promise<T>;
}

const PATIENCE_MS = 1_000;
const DEFAULT_COLUMNS = 80;

export function createProgress(stream: OutStream): Progress {
  const terminal = stream.isTTY === true;
  const show = (words: string): void => {
    // A terminal that does not know its width reports 0.
    const line = words.slice(0, stream.columns || DEFAULT_COLUMNS);
    stream.write(terminal ? `\r\u001b[2K${line}` : `${words}\n`);
  };
  const tick = (words: string): void => {
    if (terminal) show(words);
  };
  const clear = (): void => tick('');

  return {
    step: show,
    tick,
    clear,
    async during(words, work) {
      let seconds = 0;
      const timer = setInterval(() => {
        seconds += PATIENCE_MS / 1000;
        if (terminal) show(`${words} (${seconds} s)`);
        else if (seconds === 1) show(words);
      }, PATIENCE_MS);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        if (seconds > 0) clear();
      }
    },
  };
}
