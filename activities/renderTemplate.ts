import { fillIn, MissingValue, type Valued } from './fillIn';
import type { MessageDefinition, TemplateButton, TemplateHeader, TemplateValues } from './policy';
import type { OutgoingContent, TemplateLengths } from './ports';
import { cleanValue, cut, fitTogether, LIMITS } from './values';

type Template = MessageDefinition['template'];

/** How much of a part its fixed text is taken to fill where Meta's definition is not known: half. */
const ASSUMED = { body: LIMITS.body / 2, header: LIMITS.header / 2 } as const;

/** Values this short fit into any body or header whose samples Meta has approved: its definition is not asked for. */
const SHORT = { body: 100, header: 15 } as const;

/** The most characters of one value within an address: encoded, each may become nine. */
const IN_URL = 200;

/**
 * The template with its values, each on one line, and with its fixed texts within Meta's limits.
 * @throws MissingValue
 */
export async function renderTemplate(
  template: Template,
  language: string,
  valued: Valued,
  lengths: TemplateLengths = () => Promise.resolve(undefined),
): Promise<OutgoingContent> {
  const { name, namespace, header, parameters, buttons } = template;
  const line = async (pattern: string): Promise<string> => cleanValue(await fillIn(pattern, valued));
  const [top, body, taps] = await Promise.all([
    header && renderHeader(header, line, valued),
    mapValues(parameters, line),
    buttons && Promise.all(buttons.map((button) => renderButton(button, line, valued))),
  ]);
  const topText = top && 'text' in top ? top.text : [];
  const isShort = lengthOf(body) <= SHORT.body && lengthOf(topText) <= SHORT.header;
  const fixed = (isShort ? undefined : await lengths(name, language)) ?? ASSUMED;
  return {
    type: 'template',
    name,
    ...(namespace !== undefined && { namespace }),
    language,
    ...(top && { header: 'text' in top ? { text: within(top.text, LIMITS.header - fixed.header) } : top }),
    parameters: within(body, LIMITS.body - fixed.body),
    ...(taps && { buttons: taps }),
  };
}

type Fill = (pattern: string) => Promise<string>;

async function renderHeader(header: TemplateHeader, line: Fill, valued: Valued): Promise<TemplateHeader> {
  if ('text' in header) return { text: await mapValues(header.text, line) };
  if ('image' in header) return { image: await fillUrl(header.image, valued) };
  if ('video' in header) return { video: await fillUrl(header.video, valued) };
  const { document, filename } = header;
  return {
    document: await fillUrl(document, valued),
    ...(filename !== undefined && { filename: await line(filename) }),
  };
}

async function renderButton(button: TemplateButton, line: Fill, valued: Valued): Promise<TemplateButton> {
  const { index } = button;
  if ('url' in button) return { index, url: await fillUrl(button.url, valued) };
  if ('payload' in button) return { index, payload: cut(await line(button.payload), LIMITS.payload, '') };
  const code = cut((await line(button.code)).replace(/[^A-Za-z0-9]/g, ''), LIMITS.code, '');
  if (code === '') throw new MissingValue(`buttons[${index}].code`);
  return { index, code };
}

/** The values are encoded, the fixed part is not: it is an address already. */
const fillUrl = (pattern: string, valued: Valued): Promise<string> =>
  fillIn(pattern.trim(), valued, (values) => values.map((value) => encodeURIComponent(cut(value, IN_URL, ''))));

async function mapValues(values: TemplateValues, map: Fill): Promise<TemplateValues> {
  if (Array.isArray(values)) return Promise.all(values.map(map));
  const entries = Object.entries(values).map(async ([name, value]) => [name, await map(value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

const lengthOf = (values: TemplateValues): number => Object.values(values).reduce((sum, { length }) => sum + length, 0);

function within(values: TemplateValues, room: number): TemplateValues {
  const fitting = fitTogether(Object.values(values), room);
  if (Array.isArray(values)) return fitting;
  return Object.fromEntries(Object.keys(values).map((name, index) => [name, fitting[index] ?? '']));
}
