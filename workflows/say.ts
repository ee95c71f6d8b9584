/** What goes into the holes of a sentence: `{name}`. */
export type Values = Readonly<Record<string, string | number>>;

/** A sentence in the reader's language. It is named by its English words. */
export type Say = (english: string, values?: Values) => string;

/** Fills the holes, and leaves those alone that have no value. */
export const fill: Say = (words, values = {}) =>
  words.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));

let spoken: Say = fill;

/** English in Temporal's UI, where nobody says otherwise; a command speaks its reader's language. */
export const say: Say = (english, values) => spoken(english, values);

/** For the whole process, like its locale: only a command that a person has typed calls it. */
export const speakWith = (language: Say): void => {
  spoken = language;
};
