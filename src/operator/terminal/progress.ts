import type { OutStream } from './output';

/** Tells on stderr what is going on, so that stdout is the result alone. */
export interface Progress {
  /** On a terminal it takes the place of the last one, else it is a line. */
  step(words: string): void;
  /** As `step`, but on a terminal only: for what changes often. */
  tick(words: string): void;
  /** Takes the last step away again, on a terminal. */
  clear(): void;
  /**
   * Shows the words while the work lasts, if that is longer than a second; on a terminal with the seconds it has taken.
   * Gives back, and throws, what the work does.
   */
  during<T>(words: string, work: () => Promise<T>): Promise<T>;
}

const PATIENCE_MS = 1_000;
const DEFAULT_COLUMNS = 80;

export function createProgress(stream: OutStream): Progress {
  const terminal = stream.isTTY === true;
  const show = (words: string): void => {
    // A terminal that does not know its width says 0.
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
