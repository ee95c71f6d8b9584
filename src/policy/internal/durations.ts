const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A number and a unit: `24h`, `90m`, `2s`, `1.5h`. */
export const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/**
 * Converts a duration of the policy file to milliseconds.
 * @throws {RangeError} for anything that `DURATION` does not match
 */
export function durationMs(text: string): number {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (count === undefined) throw new RangeError(`"${text}" is not a duration.`);
  return Math.round(Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]);
}
