/** What every benchmark is given. */
export interface Setting {
  /** The path of the Temporal CLI; called only when it is needed. */
  cli: () => Promise<string>;
  /** The file with the bundled workflow code. */
  bundle: string;
  /** For databases and logs. */
  folder: string;
  quick: boolean;
  /** No other benchmark runs, so there is time for the full size. */
  alone: boolean;
  /** How many requests `queue` asks for; absent: by the time there is. */
  requests?: number | undefined;
  /** Reports progress on stderr. */
  say: (line: string) => void;
}
