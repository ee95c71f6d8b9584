/** One thing that is wrong in the environment or in the policy file. */
export interface Problem {
  /** The variable, or `ventana.yaml:LINE`. */
  where: string;
  /** Position in the policy file, counted from 1. Absent when it is unknown. */
  place?: { line: number; column: number };
  /** What is wrong. Never contains the value of a secret. */
  message: string;
  /** How to fix it, as a sentence of its own. */
  hint: string;
}

/** Thrown when the configuration cannot be used. Lists every problem found, not only the first. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super([`${count} in the configuration:`, ...problems.map(inWords)].join('\n'));
  }
}

const inWords = ({ where, message, hint }: Problem): string => `  ${where}: ${message}\n    ${hint}`;
