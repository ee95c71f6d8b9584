/**
 * What begins something that is filled in or carried out: a placeholder or a tag of Zendesk's Liquid (`{{`, `{%`), also
 * with invisible characters inside, or Sunshine's shorthand (`%[title](url:...)`, `%((template:...))%`, `&((...))&`,
 * developer.zendesk.com/documentation/conversations/references/shorthand-syntax).
 */
const OPENINGS = /\{(?=\p{Cf}*[{%])|%(?=\p{Cf}*(?:\[|\(\())|&(?=\p{Cf}*\(\()/gu;

/**
 * A text from outside that Zendesk and Sunshine show as it is. A space stands within each opening: a backslash, which
 * Zendesk documents, is undone by one that is there already.
 */
export const inert = (text: string): string => text.replace(OPENINGS, '$& ');
