/** What the page is written in. */
export type Language = 'es' | 'en';

/** By the agent's locale, such as `es-419`: Spanish, or else English. */
export const languageFor = (locale: string): Language => (/^es\b/i.test(locale) ? 'es' : 'en');
