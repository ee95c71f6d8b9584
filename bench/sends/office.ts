const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

export interface Office {
  opensAt: number;
  /** The value for the policy's key `hours`. */
  hours: string;
}

/**
 * An office that opens once a week, at the first full minute after `earliest`, in a zone where that is about noon. So
 * whenever the benchmark runs, the office is then open for hours, and was closed for days before.
 */
export function officeOpening(earliest: number): Office {
  const opensAt = Math.ceil(earliest / MINUTE_MS) * MINUTE_MS;
  const ahead = 12 - new Date(opensAt).getUTCHours();
  const local = new Date(opensAt + ahead * HOUR_MS);
  // In these zones the sign is reversed: Etc/GMT-2 is two hours ahead of UTC.
  const zone = ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
  const time = local.toISOString().slice(11, 16);
  return { opensAt, hours: `{ timeZone: ${zone}, week: { ${DAYS[local.getUTCDay()]}: "${time}-23:00" } }` };
}
