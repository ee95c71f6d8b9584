import type { WriteStream } from 'node:tty';

export interface Progress {
  /** On a terminal it takes the place of the last one, else it is a line. */
  step(words: string): void;
  /** Shown on a terminal only: there are many. */
  tick(words: string): void;
  clear(): void;
}

/** Tells on stderr what is going on, so that stdout is the story alone. */
export function createProgress(stream: WriteStream): Progress {
  const replace = (words: string): void => {
    stream.write(`\r\u001b[2K${words.slice(0, (stream.columns || 80) - 1)}`);
  };
  return {
    step: (words) => (stream.isTTY ? replace(words) : void stream.write(`${words}\n`)),
    tick: (words) => stream.isTTY && replace(words),
    clear: () => stream.isTTY && replace(''),
  };
}
