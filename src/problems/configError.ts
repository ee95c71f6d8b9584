/** One thing that is wrong in the environment or in the policy file. */
export interface Problem {
  /** The variable, or `ventana.yaml:LINE`. */
  where: string;
  /** Of the policy file, from 1; absent where it cannot be told. */
  place?: { line: number; column: number };
  /** What is wrong. Never holds the value of a secret. */
  message: string;
  /** How to fix it: a sentence of its own. */
  hint: string;
}

/** Thrown when the configuration cannot be used; holds every problem that was found, not only the first. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super([`${count} in the configuration:`, ...problems.map(inWords)].join('\n'));
  }
}

const inWords = ({ where, message, hint }: Problem): string => `  ${where}: ${message}\n    ${hint}`;
