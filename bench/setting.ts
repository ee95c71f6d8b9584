/** What every benchmark is given. */
export interface Setting {
  /** The Temporal CLI, asked for when it is needed. */
  cli: () => Promise<string>;
  /** The file with the bundled workflow code. */
  bundle: string;
  /** For databases and logs. */
  folder: string;
  quick: boolean;
  /** Tells on stderr what is going on. */
  say: (line: string) => void;
}
