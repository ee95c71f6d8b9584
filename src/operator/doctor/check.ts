/** `problem`: Ventana does not do its work. `warning`: it does, and somebody should know. `skipped`: it could not be looked at. */
export type Level = 'ok' | 'warning' | 'problem' | 'skipped';

/** What a check found, for people: no secret and no customer's data in it. */
export interface Finding {
  level: Level;
  /** One sentence without a full stop. */
  found: string;
  /** What to do: whole sentences, with the exact command or the place in the admin centre. */
  todo?: string;
}

/** One thing that is looked at; one line of the report. */
export interface Check {
  /** For programs, and for `needs`: `zendesk.credential`. */
  id: string;
  /** For people: `Zendesk credential`. */
  title: string;
  /** Ids of earlier checks; where one of them is a problem, or was skipped, this one is skipped. */
  needs?: readonly string[];
  /** A throw becomes a problem: see `failedFinding`. */
  run: () => Promise<Finding> | Finding;
}

export interface Result extends Finding {
  id: string;
  title: string;
}

export const ok = (found: string): Finding => ({ level: 'ok', found });
export const warning = (found: string, todo: string): Finding => ({ level: 'warning', found, todo });
export const problem = (found: string, todo: string): Finding => ({ level: 'problem', found, todo });
export const skipped = (found: string, todo?: string): Finding => ({ level: 'skipped', found, ...(todo && { todo }) });
