/**
 * Meta's rules on template messages, with its error codes (Meta, Cloud API error codes; the texts that are seen in
 * production name the same codes).
 */
import type { TemplateDefinition, TemplatePart } from '../types';
import type { SentComponent, SentParameter, TemplateContent } from '../world/message';

type Known = Required<TemplateDefinition>;

const CODES = {
  invalidParameter: 100,
  missing: 131008,
  badValue: 131009,
  count: 132000,
  noTemplate: 132001,
  tooLong: 132005,
  format: 132012,
  paused: 132015,
  disabled: 132016,
  badText: 132018,
} as const;

type Code = (typeof CODES)[keyof typeof CODES] | undefined;

const LIMITS = { body: 1_024, header: 60, url: 2_000, payload: 256, code: 20 };

/** @returns Meta's error code, or undefined if the message may go out */
export function templateRefusal(templates: readonly Known[], sent: TemplateContent): Code {
  const known = templates.find((it) => it.name === sent.name && it.language === sent.language.code);
  if (known?.status === 'PAUSED') return CODES.paused;
  if (known?.status === 'DISABLED') return CODES.disabled;
  if (known?.status !== 'APPROVED') return CODES.noTemplate;
  const of = (type: string): SentComponent[] => (sent.components ?? []).filter((it) => it.type.toLowerCase() === type);
  const parametersOf = (type: string): SentParameter[] => of(type).flatMap(({ parameters = [] }) => parameters);
  const part = (type: string): TemplatePart | undefined => known.components.find((it) => it.type === type);
  if (known.components.some(({ type }) => UNSENT.has(type))) return CODES.format;
  return (
    headerRefusal(part('HEADER'), parametersOf('header')) ??
    textRefusal(known.body, parametersOf('body'), LIMITS.body) ??
    buttonsRefusal(part('BUTTONS')?.buttons ?? [], of('button'))
  );
}

/** Parts that want values of their own, which nobody sends here. */
const UNSENT = new Set(['CAROUSEL', 'LIMITED_TIME_OFFER']);

function headerRefusal(header: TemplatePart | undefined, parameters: SentParameter[]): Code {
  const format = header?.format ?? 'TEXT';
  if (format === 'TEXT') return textRefusal(header?.text ?? '', parameters, LIMITS.header);
  const [file] = parameters;
  if (file?.type.toUpperCase() !== format) return CODES.format;
  if (parameters.length > 1) return CODES.count;
  const link = (file.image ?? file.video ?? file.document)?.link;
  if (link === undefined) return CODES.missing;
  return /^https?:\/\/[^\s/]+/.test(link) && link.length <= LIMITS.url ? undefined : CODES.badValue;
}

/** Names in `{{...}}`, each once: numbers if the values go by their order. */
const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name)),
];

function textRefusal(text: string, parameters: SentParameter[], most: number): Code {
  const variables = variablesOf(text);
  const isNamed = variables.some((name) => !/^\d+$/.test(name));
  if (parameters.some(({ parameter_name: name }) => (name !== undefined) !== isNamed)) return CODES.invalidParameter;
  if (parameters.length !== variables.length) return CODES.count;
  if (parameters.some(({ type }) => type !== 'text')) return CODES.format;
  const valueOf = (name: string, at: number): string | undefined =>
    (isNamed ? parameters.find((it) => it.parameter_name === name) : parameters[at])?.text;
  const values = variables.map(valueOf);
  if (isNamed && variables.some((name) => !parameters.some((it) => it.parameter_name === name))) return CODES.count;
  if (values.some((value) => value === undefined || value.trim() === '')) return CODES.missing;
  if (values.some((value = '') => /[\n\r\t]| {5}/.test(value))) return CODES.badText;
  const fixed = text.replace(/\{\{.*?\}\}/g, '').length;
  const length = fixed + values.reduce((sum, value = '') => sum + value.length, 0);
  return length > most ? CODES.tooLong : undefined;
}

type Button = NonNullable<TemplatePart['buttons']>[number];

function buttonsRefusal(buttons: Button[], sent: SentComponent[]): Code {
  const wrong = sent.map((component) => sentButtonRefusal(buttons[Number(component.index)], component));
  const missing = buttons.map((button, at) =>
    needsValue(button) && !sent.some(({ index }) => Number(index) === at) ? CODES.missing : undefined,
  );
  return [...wrong, ...missing].find((code) => code !== undefined);
}

const isDynamic = ({ type, url = '' }: Button): boolean => type === 'URL' && variablesOf(url).length > 0;

/** A quick reply without a payload returns its text. */
const needsValue = (button: Button): boolean =>
  isDynamic(button) || !['URL', 'QUICK_REPLY', 'PHONE_NUMBER', 'VOICE_CALL'].includes(button.type);

function sentButtonRefusal(button: Button | undefined, { sub_type: subType, parameters = [] }: SentComponent): Code {
  if (button === undefined) return CODES.badValue;
  if (button.type !== subType?.toUpperCase()) return CODES.format;
  const [value] = parameters;
  if (value === undefined || parameters.length > 1) return CODES.missing;
  switch (button.type) {
    case 'URL':
      return isDynamic(button) ? buttonValueRefusal(value.text, /^\S+$/, LIMITS.url) : CODES.count;
    case 'QUICK_REPLY':
      return buttonValueRefusal(value.payload, /\S/, LIMITS.payload);
    case 'COPY_CODE':
      return buttonValueRefusal(value.coupon_code, /^[A-Za-z0-9]+$/, LIMITS.code);
    default:
      return CODES.format;
  }
}

function buttonValueRefusal(value: string | undefined, form: RegExp, most: number): Code {
  if (value === undefined || value === '') return CODES.missing;
  return form.test(value) && value.length <= most ? undefined : CODES.badValue;
}
