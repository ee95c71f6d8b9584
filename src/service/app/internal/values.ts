import type { Instant } from '../../../../activities/types';

export const iso = (at: Instant): string => new Date(at).toISOString();

/** Null for what is not known, or never comes. */
export const isoOrNull = (at: Instant | undefined): string | null =>
  at === undefined || !Number.isFinite(at) ? null : iso(at);

/** @param template `name:language`, as the truth has it */
export function nameAndLanguage(template: string | undefined): { name: string; language: string } | null {
  const [, name, language] = /^(.+):([^:]+)$/.exec(template ?? '') ?? [];
  return name === undefined || language === undefined ? null : { name, language };
}
