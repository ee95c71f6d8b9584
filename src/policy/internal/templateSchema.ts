/** A template of the policy file: all values that its parts need. */
import { z } from 'zod';
import { LIMITS } from '../../../activities/values';
import { fixedPart } from '../../../activities/fillIn';
import type { Mistake } from './placeholders';
import { textMistakes, urlMistakes, valueMistakes } from './valueMistakes';
import { LANGUAGE_CODE, languageMistake } from './whatsAppLanguages';

type Context = z.core.$RefinementCtx;

const report = (mistakes: Mistake[], context: Context): void => {
  for (const { message, hint } of mistakes) context.addIssue({ code: 'custom', message, params: { hint } });
};

const checked = (mistakesIn: (text: string) => Mistake[]) =>
  z
    .string()
    .min(1)
    .superRefine((text, context) => report(mistakesIn(text), context));

/** A free-form text. */
export const wording = checked(textMistakes);

/** On one line. @param most the most characters of its fixed text */
const value = (most: number) => checked((text) => valueMistakes(text, most));

const url = checked((text) => urlMistakes(text, LIMITS.url));

const parameterName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, { error: 'is not the name of a value: use lower-case letters, digits and _' })
  .meta({ examples: ['nombre'] });

const parameters = z
  .union([z.array(value(LIMITS.body)), z.record(parameterName, value(LIMITS.body))])
  .superRefine((values, context) => {
    const lengths = Object.values(values).map((text) => fixedPart(text).length);
    const length = lengths.reduce((sum, one) => sum + one, 0);
    if (length <= LIMITS.body || lengths.some((one) => one > LIMITS.body)) return;
    const message = `have ${length} characters of fixed text together; WhatsApp accepts at most ${LIMITS.body}`;
    report([{ message, hint: 'Shorten them.' }], context);
  });

/** Exactly one of these keys must be there. */
function oneOf<Key extends string>(keys: readonly Key[], it: Partial<Record<Key, unknown>>, context: Context): void {
  const given = keys.filter((key) => it[key] !== undefined);
  if (given.length === 1) return;
  const message = given.length === 0 ? 'has no value' : `has ${given.join(' and ')}: a template takes one of them`;
  report([{ message, hint: `Write one of ${keys.join(', ')}.` }], context);
}

const header = z
  .strictObject({
    text: z
      .union([value(LIMITS.header), z.record(parameterName, value(LIMITS.header))])
      .optional()
      .describe('The value of the variable in a text header; name: value if the template has named values.'),
    image: url.optional().describe('https address of the picture (JPEG or PNG).'),
    video: url.optional().describe('https address of the video (MP4).'),
    document: url.optional().describe('https address of the file.'),
    filename: value(240).optional().describe("The document's name, as the customer sees it."),
  })
  .superRefine((it, context) => {
    oneOf(['text', 'image', 'video', 'document'], it, context);
    if (typeof it.text === 'object' && Object.keys(it.text).length !== 1)
      report([{ message: 'has more or less than one name', hint: 'A header has one variable.' }], context);
    if (it.filename !== undefined && it.document === undefined)
      report([{ message: 'has a filename without a document', hint: 'Remove the filename.' }], context);
  });

const code = checked((text) => {
  const fixed = fixedPart(text);
  const wrong = { message: 'has other characters than letters and digits', hint: 'Write it like SAVE25.' };
  return [...valueMistakes(text, LIMITS.code), ...(/^[A-Za-z0-9]*$/.test(fixed) ? [] : [wrong])];
});

const urlEnd = checked((text) => {
  const mistakes = valueMistakes(text, LIMITS.url);
  const wrong = {
    message: 'has a space',
    hint: 'Write what follows the fixed part of the address, such as {{ticket.id}}.',
  };
  return mistakes.length === 0 && /\s/.test(fixedPart(text)) ? [wrong] : mistakes;
});

const button = z
  .strictObject({
    index: z.int().min(0).max(9).describe("The button's place in the template, from 0."),
    url: urlEnd.optional().describe("What follows the fixed part of the button's address."),
    payload: value(LIMITS.payload).optional().describe('What a quick reply returns to Zendesk.'),
    code: code.optional().describe('What a copy-code button copies: at most 20 letters and digits.'),
  })
  .superRefine((it, context) => oneOf(['url', 'payload', 'code'], it, context));

const buttons = z.array(button).superRefine((all, context) => {
  const twice = all.map(({ index }) => index).find((index, at, indexes) => indexes.indexOf(index) !== at);
  if (twice !== undefined)
    report([{ message: `have index ${twice} twice`, hint: 'Give each button its own index.' }], context);
});

const languageCode = z
  .string()
  .superRefine((text, context) =>
    report(
      [languageMistake(text)].filter((it) => it !== undefined),
      context,
    ),
  )
  .meta({ examples: ['es', 'en_US'], pattern: LANGUAGE_CODE.source });

export const template = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9_]+$/, { error: 'is not a template name: use lower-case letters, digits and _' })
      .describe('The name approved by Meta.')
      .meta({ examples: ['consulta_pendiente'] }),
    namespace: z.string().min(1).optional().describe('Only if your WhatsApp account requires one.'),
    languages: z
      .array(languageCode)
      .min(1)
      .describe(
        "The approved languages, by Meta's codes: es, en_US, pt_BR. Customers with any other language get the first one.",
      )
      .meta({ examples: [['es', 'en']] }),
    category: z
      .enum(['utility', 'marketing'])
      .optional()
      .describe(
        'As classified by Meta. Marketing templates are not sent to customers who have stopped marketing messages. If left out, only the templates of proactive messages count as marketing.',
      ),
    header: header.optional().describe('Only if the header needs a value: one of text, image, video, document.'),
    parameters: parameters
      .default([])
      .describe('Values for {{1}}, {{2}} ... in the body: a list; or, if the template has named values, name: value.')
      .meta({ examples: [['{{requester.firstName|cliente}}', '{{ticket.id}}']] }),
    buttons: buttons
      .optional()
      .describe('Only the buttons that need a value: each with its index and one of url, payload, code.')
      .meta({ examples: [[{ index: 0, url: '{{ticket.id}}' }]] }),
  })
  .describe('Sent when the window is closed: a template approved by Meta.');
