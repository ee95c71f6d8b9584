/** What every benchmark is given. */
export interface Setting {
  /** The Temporal CLI, asked for when it is needed. */
  cli: () => Promise<string>;
  /** The file with the bundled workflow code. */
  bundle: string;
  /** For databases and logs. */
  folder: string;
  quick: boolean;
  /** No other benchmark runs: there is time for the whole. */
  alone: boolean;
  /** Tells on stderr what is going on. */
  say: (line: string) => void;
}
