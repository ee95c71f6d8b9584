import type { WriteStream } from 'node:tty';

/** Reports progress on stderr, so that stdout has only the story. */
export interface Progress {
  /** On a terminal it replaces the previous step; otherwise it is a new line. */
  step(words: string): void;
  /** Shown only on a terminal, because there are many. */
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
