/** A run whose outputs the guides show: real processes, and the sandbox over HTTP. */
export interface Scenario {
  /** The names of its outputs, as markers have them (see `outputs.ts`). */
  outputs: string[];
  /** @returns each output, whole: the marker in the document says which lines are shown */
  play(): Promise<Record<string, string>>;
}
