export type Language = 'en' | 'es';

/**
 * The language of a person's terminal, as POSIX has it: the first of these variables that is set and not empty counts.
 * `es_ES.UTF-8`, `es` and `es_MX@euro` are Spanish; everything else, `C` too, is English.
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((it) => it !== undefined && it !== '');
  return /^es([_.@-]|$)/i.test(locale ?? '') ? 'es' : 'en';
}
