/**
 * `problem`: Ventana does not work. `warning`: it works, but somebody should know. `skipped`: it could not be checked.
 */
export type Level = 'ok' | 'warning' | 'problem' | 'skipped';

/** What a check found, for people. Contains no secrets and no customer data. */
export interface Finding {
  level: Level;
  /** One sentence without a full stop. */
  found: string;
  /** What to do, in whole sentences, with the exact command or the place in Admin Center. */
  todo?: string;
  /** The key of the policy file that is wrong, such as `messages.followUp.template.header`. */
  setting?: string;
}

/** One thing to check; one line of the report. */
export interface Check {
  /** For programs and for `needs`, such as `zendesk.credential`. */
  id: string;
  /** For people, such as `Zendesk credential`. */
  title: string;
  /** Ids of earlier checks. If one of them is a problem or was skipped, this check is skipped. */
  needs?: readonly string[];
  /** A throw becomes a problem; see `failedFinding`. */
  run: () => Promise<Finding> | Finding;
}

export interface Result extends Finding {
  id: string;
  title: string;
  /** The title of the check that is the cause, where this one was skipped because of another. */
  because?: string;
}

export const ok = (found: string): Finding => ({ level: 'ok', found });
export const warning = (found: string, todo: string): Finding => ({ level: 'warning', found, todo });
export const problem = (found: string, todo: string): Finding => ({ level: 'problem', found, todo });
export const skipped = (found: string, todo?: string): Finding => ({ level: 'skipped', found, ...(todo && { todo }) });
