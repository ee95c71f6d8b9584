import { describe, expect, it } from 'vitest';
import { policyOf, problemsOf } from '../support/configuration';

const placed = (text: string): string[] =>
  problemsOf(text).map(({ place, message, hint }) => `${place?.line}:${place?.column} ${message}. ${hint}`);

const TEN_MISTAKES = `language: fr
language: es
quietHours: 9pm to 8am
folowUp:
  after: 24h
window:
  margin: 30h
agentWarning:
reopening:
  mode: automatic
  message: reopen
hours:
  timeZone: Europe/Madrid
  week: { mon-fri: 18:00-09:00 }
rates:
  sendsPerSecond: "5"
messages:
  reopening:
    template: { name: Reabrir, languages: [es] }
    text: { es: "Hola {{requester.firstname|cliente}}" }
`;

describe('ten mistakes of different kinds', () => {
  it('get ten messages in one run, each with line, column and hint, in the order of the file', () => {
    expect(placed(TEN_MISTAKES)).toEqual([
      '2:1 "language" is written twice. Remove one of them.',
      '3:13 quietHours ("9pm to 8am") is not a time range. Write it like 21:00-08:00 or off.',
      '4:1 "folowUp" is not known. Did you mean followUp?',
      '7:11 window.margin ("30h") must be shorter than the 24h window. Write it like 2h or 30m.',
      '8:14 agentWarning is empty. Give it a value or remove the line. Write off, or its keys: before.',
      '11:12 the message "reopen" is not under messages. Add reopen with its template under messages.',
      '14:20 hours.week.mon-fri ("18:00-09:00") ends before it starts. For a shift past midnight, write 22:00-24:00 on one day and 00:00-06:00 on the next.',
      '16:19 rates.sendsPerSecond ("5") is not a number. Write a number greater than 0; the default is 5.',
      '19:23 messages.reopening.template.name ("Reabrir") is not a template name: use lower-case letters, digits and _. Write it like consulta_pendiente.',
      '20:17 messages.reopening.text.es ("Hola {{requester.firstname|cliente}}") has the unknown placeholder {{requester.firstname|cliente}}. Did you mean {{requester.firstName}}?',
    ]);
  });
});

const withTemplate = (lines: string): string =>
  `messages:\n  followUp:\n    template:\n      name: aviso\n      languages: [es]\n${lines}`;

describe('T7 fixed texts that WhatsApp would refuse', () => {
  it('are named with line and remedy', () => {
    const text = `reopening: off
proactive: {}
messages:
  followUp:
    template:
      name: seguimiento_ticket
      languages: [es]
      parameters: ["Consulta {{ticket.id}}\\ncon    \\tseis      espacios"]
`;
    expect(placed(text)).toEqual([
      `8:20 messages.followUp.template.parameters[0] ("Consulta {{ticket.id}}\\ncon    \\tseis      espacios") has a line break, a tab, more than four spaces in a row: WhatsApp does not accept that in a template's value. Write it on one line, with single spaces.`,
    ]);
  });

  it.each([
    ['a line break', 'parameters: ["a\\nb"]', /has a line break: /],
    ['a tab, among named values', 'parameters: { uno: "a\\tb" }', /parameters\.uno .* has a tab: /],
    ['five spaces', 'parameters: ["a     b"]', /has more than four spaces/],
    ['marks that are not drawn', 'parameters: ["a\\u200eb"]', /has characters that cannot be seen/],
    ['nothing to see', 'parameters: [" \\u200b "]', /has nothing that can be seen/],
    ['nothing to see, in a fallback', 'parameters: ["{{ticket.subject|\\u200b}}"]', /has an empty fallback/],
    ['too many characters', `parameters: ["${'a'.repeat(1_025)}"]`, /has 1025 characters of fixed text/],
    ['too many together', `parameters: ["${'a'.repeat(600)}", "${'b'.repeat(600)}"]`, /have 1200 characters/],
    ['a name that Meta does not allow', 'parameters: { Uno: a }', /"Uno" is not the name of a value/],
    ['a header that is too long', `header: { text: "${'a'.repeat(61)}" }`, /header\.text .* has 61 characters/],
    ['two names in a header', 'header: { text: { a: x, b: y } }', /header has more or less than one name/],
    ['two kinds of header', 'header: { text: a, image: https://example.org/a.png }', /header has text and image/],
    ['no kind of header', 'header: {}', /header has no value/],
    ['a picture that is not secure', 'header: { image: http://example.org/a.png }', /header\.image .* is not an https/],
    ['a picture without address', 'header: { image: logo.png }', /is not an https address/],
    ['a name for no file', 'header: { text: a, filename: b.pdf }', /a filename without a document/],
    ['a button without value', 'buttons: [{ index: 0 }]', /buttons\[0\] has no value/],
    ['a button twice', 'buttons: [{ index: 0, url: a }, { index: 0, code: A }]', /buttons have index 0 twice/],
    ['a button of no place', 'buttons: [{ url: a }]', /buttons\[0\]\.index is missing/],
    ['an address with a space', 'buttons: [{ index: 0, url: "a b" }]', /buttons\[0\]\.url .* has a space/],
    ['a code with a hyphen', 'buttons: [{ index: 0, code: A-1 }]', /has other characters than letters and digits/],
    ['a code that is too long', `buttons: [{ index: 0, code: ${'A'.repeat(21)} }]`, /has 21 characters/],
    ['a payload that is too long', `buttons: [{ index: 0, payload: ${'A'.repeat(257)} }]`, /has 257 characters/],
  ])('are named: %s', (_what, line, says) => {
    const problems = placed(withTemplate(`      ${line}\n`));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^6:\d+ /);
    expect(problems[0]).toMatch(says);
  });

  it.each([
    [
      'parameters: { Uno: a }',
      '"Uno" is not the name of a value: use lower-case letters, digits and _. Write it like nombre.',
    ],
    [
      'header: { text: { Uno: a } }',
      '"Uno" is not the name of a value: use lower-case letters, digits and _. Write it like nombre.',
    ],
    [
      'buttons: [{ index: 10, url: a }]',
      'messages.followUp.template.buttons[0].index (10) must be at most 9. Write a number from 0 to 9.',
    ],
    [
      'buttons: [{ index: -1, url: a }]',
      'messages.followUp.template.buttons[0].index (-1) must be at least 0. Write a number from 0 to 9.',
    ],
    ['buttons: [{ url: a }]', 'messages.followUp.template.buttons[0].index is missing. Write a number from 0 to 9.'],
  ])('get a remedy that fits: %s', (line, says) => {
    expect(placed(withTemplate(`      ${line}\n`)).map((it) => it.replace(/^6:\d+ /, ''))).toEqual([says]);
  });

  it('are not: everything that a template may have, and line breaks in a free-form text', () => {
    const lines = `      header: { document: 'https://example.org/{{ticket.id}}.pdf', filename: 'Caso {{ticket.id}}.pdf' }
      parameters: { nombre: '{{requester.firstName|👩‍🚀 clienta}}', caso: 'n.º  {{ticket.id}}' }
      buttons: [{ index: 0, url: 'casos/{{ticket.id}}' }, { index: 1, payload: SI }, { index: 2, code: 'C{{ticket.id}}' }]
    text: { es: "Hola.\\n\\n¿Seguimos?" }
`;
    expect(policyOf(withTemplate(lines)).policy.messages['followUp']).toEqual({
      template: {
        name: 'aviso',
        languages: ['es'],
        header: { document: 'https://example.org/{{ticket.id}}.pdf', filename: 'Caso {{ticket.id}}.pdf' },
        parameters: { nombre: '{{requester.firstName|👩‍🚀 clienta}}', caso: 'n.º  {{ticket.id}}' },
        buttons: [
          { index: 0, url: 'casos/{{ticket.id}}' },
          { index: 1, payload: 'SI' },
          { index: 2, code: 'C{{ticket.id}}' },
        ],
      },
      text: { es: 'Hola.\n\n¿Seguimos?' },
    });
  });

  it.each([
    ['pt-BR', 'Write pt_BR.'],
    ['pt', 'Write pt_BR or pt_PT.'],
    ['ES', 'Write es.'],
    ['zh-Hans', 'Write zh_CN.'],
    ['iw', 'Write he.'],
    ['español', 'Write it like es or en_US.'],
  ])("T7 a language that is not one of Meta's: %s", (language, hint) => {
    const text = withTemplate('').replace('[es]', `[${language}]`);
    expect(placed(text)).toEqual([
      `5:19 messages.followUp.template.languages[0] ("${language}") is not a language of WhatsApp's templates. ${hint}`,
    ]);
  });

  it('T7 a variant that Meta may have added is only a warning', () => {
    const text = withTemplate('').replace('[es]', '[es_BO]');
    expect(policyOf(text).policyWarnings).toContainEqual(expect.stringMatching(/WhatsApp may have no es_BO/));
  });
});

describe('a slip in the YAML', () => {
  it('does not hide what is wrong above it, and invents nothing below it', () => {
    const text = 'rates:\n  sendsPerSecond: -1\nfollowUp:\n  message: "reminder\n  after: 5\nmessages: {}\n';
    expect(placed(text)).toEqual([
      '2:19 rates.sendsPerSecond (-1) must be greater than 0. Write a number greater than 0; the default is 5.',
      '4:12 is not valid YAML here: Missing closing "quote. Check the indentation, the quotes and the colons of this line and the one above it.',
    ]);
  });
});

describe('the version of a policy', () => {
  const version = (text: string): string | undefined => policyOf(text).policy.ticket.version;
  const template = '{ template: { name: a_template, languages: [es] } }';
  const messages = `messages: { followUp: ${template}, incident: ${template} }`;

  it('changes with what tickets go by, the hours among it', () => {
    const versions = [messages, `followUp: { after: 48h }\n${messages}`, `quietHours: off\n${messages}`].map(version);
    expect(new Set(versions).size).toBe(3);
  });

  it('stays the same whatever the order of the file and the way of writing', () => {
    const other = `messages: { incident: ${template}, followUp: ${template} }\nfollowUp: { after: 1d }`;
    expect(version(other)).toBe(version(messages));
  });

  it('stays the same for words and rates, which no open ticket keeps', () => {
    const other = `${messages.replace('a_template', 'b_template')}\nrates: { sendsPerSecond: 9 }`;
    expect(version(other)).toBe(version(messages));
  });
});
