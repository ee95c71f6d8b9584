import type { WriteStream } from 'node:tty';

/** Tells on stderr what is going on, so that stdout is the story alone. */
export interface Progress {
  /** On a terminal it takes the place of the last one, else it is a line. */
  step(words: string): void;
  /** Shown on a terminal only: there are many. */
  tick(words: string): void;
  clear(): void;
  /** The last step: nothing is shown after it. */
  end(words: string): void;
}

export function createProgress(stream: WriteStream): Progress {
  let ended = false;
  const show = (words: string): void => {
    if (ended) return;
    stream.write(stream.isTTY ? `\r\u001b[2K${words.slice(0, (stream.columns || 80) - 1)}` : `${words}\n`);
  };
  const onTerminal = (words: string): void => {
    if (stream.isTTY) show(words);
  };
  return {
    step: show,
    tick: onTerminal,
    clear: () => onTerminal(''),
    end(words) {
      show(stream.isTTY ? `${words}\n` : words);
      ended = true;
    },
  };
}
