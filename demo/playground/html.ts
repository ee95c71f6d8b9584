/** HTML that is safe to show: every value that is put into it is escaped. */
export interface Html {
  readonly html: string;
}

type Value = Html | string | number | false | undefined | readonly Value[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (it) => ENTITIES[it] ?? it);

/** `false` and `undefined` are nothing. */
export const html = (texts: TemplateStringsArray, ...values: Value[]): Html => ({
  html: texts.map((text, index) => text + (index < values.length ? written(values[index]) : '')).join(''),
});

function written(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'html' in value ? value.html : value.map(written).join('');
}
