/** What commands print, each whole, by the name that markers have (see `outputs.ts`). */
export interface Outputs {
  en: Record<string, string>;
  /** Of the commands that speak the terminal's language, typed in the same run in a Spanish terminal. */
  es: Record<string, string>;
}

/** A variable with which a command speaks Spanish. */
export const IN_SPANISH = { LC_ALL: 'es_ES.UTF-8' } as const;

/** A run whose outputs the guides show: real processes, and the sandbox over HTTP. */
export interface Scenario {
  /** The names of its outputs. */
  outputs: string[];
  /** @returns each output, whole: the marker in the document says which lines are shown */
  play(): Promise<Outputs>;
}
