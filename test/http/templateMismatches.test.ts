import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateDefinition } from '../../sandbox';
import { loadConfig } from '../../src/config/config';
import { examineTemplates } from '../../src/operator/doctor/examineTemplates';
import { validEnvironment } from '../support/configuration';
import { reply, ScriptedServer } from '../support/scriptedServer';
import {
  buttons,
  copied,
  header,
  linked,
  quick,
  startTemplateRig,
  type TemplateRig,
  twoValues,
} from '../support/templateRig';

let rig: TemplateRig;
beforeAll(async () => {
  rig = await startTemplateRig();
});
afterAll(() => rig.close());
beforeEach(() => rig.forget());

type Planted = [what: string, template: Partial<TemplateDefinition>, policy: string, code: number, says: RegExp];

describe('T6 names what does not fit, and WhatsApp refuses the same:', () => {
  const planted: Planted[] = [
    [
      'another number of values',
      { body: 'Hola {{1}}.' },
      twoValues,
      132000,
      /body takes 1 value, and the policy gives 2/,
    ],
    ['no values', { body: 'Hola.' }, twoValues, 132000, /body takes 0 values/],
    [
      'named values',
      { body: 'Hola {{nombre}}, {{numero}}.' },
      twoValues,
      100,
      /body takes values by name \(\{\{nombre}}, \{\{numero}}\), .* a list/,
    ],
    [
      'names for values by their order',
      {},
      "parameters: { a: 'x', b: 'y' }",
      100,
      /body takes values by their order .* gives names/,
    ],
    [
      'another name',
      { body: 'Hola {{nombre}}, {{numero}}.' },
      "parameters: { nombre: 'x', caso: 'y' }",
      132000,
      /the policy lacks numero and has caso besides/,
    ],
    [
      'too much fixed text',
      { body: `${'a'.repeat(1_000)} {{1}}` },
      "parameters: ['0123456789012345678901234567']",
      132005,
      /body has 1029 characters/,
    ],
    [
      'a header with a variable',
      { components: [header('TEXT', 'Caso {{1}}')] },
      twoValues,
      132000,
      /header needs a text value, and the policy gives none/,
    ],
    [
      'a header with a named variable',
      { components: [header('TEXT', 'Caso {{caso}}')] },
      `header: { text: x }\n${twoValues}`,
      100,
      /header takes values by name/,
    ],
    [
      'a header with a picture',
      { components: [header('IMAGE')] },
      twoValues,
      132012,
      /header needs an image, and the policy gives none/,
    ],
    [
      'a video instead of a document',
      { components: [header('DOCUMENT')] },
      `header: { video: https://example.org/a.mp4 }\n${twoValues}`,
      132012,
      /header needs a document, and the policy gives a video/,
    ],
    [
      'a value for a header without variable',
      { components: [header('TEXT', 'Aviso')] },
      `header: { text: x }\n${twoValues}`,
      132000,
      /header takes no value, and the policy gives one \(text\)/,
    ],
    [
      'a value for no header',
      {},
      `header: { text: x }\n${twoValues}`,
      132000,
      /has no header, and the policy gives one/,
    ],
    [
      'a header with a place',
      { components: [header('LOCATION')] },
      twoValues,
      132012,
      /has a header with a location, which Ventana cannot send/,
    ],
    [
      'a button with an address',
      { components: [buttons(quick, linked)] },
      twoValues,
      131008,
      /its button 1 \(URL "Ver"\) needs a value, and the policy gives none/,
    ],
    [
      'a button that copies a code',
      { components: [buttons(copied)] },
      twoValues,
      131008,
      /its button 0 \(COPY_CODE "Copiar"\) needs a value/,
    ],
    [
      'a value for the wrong button',
      { components: [buttons(quick, linked)] },
      `${twoValues}\nbuttons: [{ index: 0, url: x }]`,
      132012,
      /its button 0 \(QUICK_REPLY "Sí"\) takes payload, and the policy gives url; its button 1/,
    ],
    [
      'a value for a button that is not there',
      { components: [buttons(quick)] },
      `${twoValues}\nbuttons: [{ index: 1, payload: x }]`,
      131009,
      /a value for button 1, and the template has one button/,
    ],
    [
      'a value for a fixed address',
      { components: [buttons({ ...linked, url: 'https://example.org' })] },
      `${twoValues}\nbuttons: [{ index: 0, url: x }]`,
      132000,
      /its button 0 \(URL "Ver"\) takes no value/,
    ],
    [
      'a flow',
      { components: [buttons({ type: 'FLOW', text: 'Cita' })] },
      twoValues,
      131008,
      /has button 0 \(FLOW "Cita"\), which Ventana cannot send/,
    ],
    [
      'a catalogue',
      { components: [buttons({ type: 'CATALOG', text: 'Ver' })] },
      twoValues,
      131008,
      /has button 0 \(CATALOG "Ver"\), which/,
    ],
    [
      'a one-time code',
      { category: 'AUTHENTICATION', components: [buttons({ type: 'OTP' })] },
      twoValues,
      131008,
      /one-time code .* which Ventana cannot send/,
    ],
    [
      'a carousel',
      { components: [{ type: 'CAROUSEL', cards: [] }] },
      twoValues,
      132012,
      /has a carousel, which Ventana cannot send/,
    ],
    [
      'a limited-time offer',
      { components: [{ type: 'LIMITED_TIME_OFFER' }] },
      twoValues,
      132012,
      /has a limited-time offer, which/,
    ],
    ['another language', { language: 'es_MX' }, twoValues, 132001, /does not exist in es, only in es_MX/],
    ['a rejected template', { status: 'REJECTED' }, twoValues, 132001, /Meta says REJECTED/],
    ['a paused template', { status: 'PAUSED' }, twoValues, 132015, /Meta says PAUSED/],
    ['a disabled template', { status: 'DISABLED' }, twoValues, 132016, /Meta says DISABLED/],
    ['a template in appeal', { status: 'IN_APPEAL' }, twoValues, 132001, /Meta says IN_APPEAL/],
  ];

  it.each(planted)('%s', async (_what, template, policy, code, says) => {
    rig.approve(template);
    const config = rig.configured(policy);
    const { level, title, found, todo } = await rig.finding(config);
    expect(`${level} ${title}: ${found}`).toMatch(new RegExp(`^problem Template aviso \\(es\\): .*${says.source}`));
    expect(todo).toMatch(/\.$/);
    expect(await rig.send(config, 'post')).toEqual([code]);
    expect(await rig.send(config, 'notify')).toEqual([code]);
  });

  it('T6 says nothing of what fits', async () => {
    rig.approve({});
    const config = rig.configured(twoValues);
    expect(await rig.finding(config)).toMatchObject({ level: 'ok', found: 'APPROVED, UTILITY' });
    expect(await rig.send(config, 'post')).toEqual([]);
  });

  it.each([
    ['a category that costs more', { category: 'MARKETING' as const }, /classified it as MARKETING/],
    ['a low quality', { quality: 'RED' as const }, /quality is low \(RED\)/],
    ['a medium quality', { quality: 'YELLOW' as const }, /quality is medium \(YELLOW\)/],
  ])('T6 warns of %s, and the message arrives', async (_what, template, says) => {
    rig.approve(template);
    const config = rig.configured(twoValues);
    const { level, found } = await rig.finding(config);
    expect(`${level} ${found}`).toMatch(new RegExp(`^warning .*${says.source}`));
    expect(await rig.send(config, 'post')).toEqual([]);
  });

  it('T6 warns of a policy that calls marketing what is utility', async () => {
    rig.approve({});
    const config = rig.configured(twoValues);
    config.policy.messages['followUp']!.template.category = 'marketing';
    expect(await rig.finding(config)).toMatchObject({
      ...{ level: 'warning', setting: 'messages.followUp.template.category' },
      found: expect.stringContaining('category is UTILITY, and the policy says marketing') as string,
    });
  });

  it('T6 says all that is wrong with a template at once', async () => {
    const parts = { body: 'Hola {{1}}.', components: [header('IMAGE'), buttons(copied)] };
    rig.approve({ status: 'PAUSED', category: 'MARKETING', ...parts });
    const { found } = await rig.finding(rig.configured(twoValues));
    expect(found).toMatch(/^Meta says PAUSED.*; its header .* image.*; its body .* 1 .*; its button 0.* MARKETING/);
  });

  it('T6 finds a template on any page of the list', async () => {
    rig.approve({});
    for (let n = 0; n < 1_100; n++) rig.approve({ name: `otra_${n}`, body: 'Hola.' });
    rig.approve({ quality: 'RED' });
    expect((await rig.finding(rig.configured(twoValues)))?.found).toContain('RED');
  });
});

/** As a list of v1.1 has them. */
const listed = (name: string, ...components: object[]): object => ({
  ...{ name, language: 'es', status: 'APPROVED', category: 'UTILITY', components },
});
const listedBody = { type: 'BODY', text: 'Hola {{1}}, {{2}}.' };

describe('T6 the list as Sunshine gives it', () => {
  const server = new ScriptedServer();
  beforeAll(async () => {
    await server.start();
    server
      .on('GET /v2/apps/app', reply(200, { app: { id: 'app' } }))
      .on('GET /v2/apps/app/integrations/integration', reply(200, { integration: { type: 'whatsapp' } }));
  });
  afterAll(() => server.stop());

  /** What is found for messages with these templates, two positional values each. */
  async function found(names: string[], ...pages: object[]): Promise<string[]> {
    server.on('GET /v1.1/apps/app/integrations/integration/messageTemplates', ...pages.map((it) => reply(200, it)));
    const values = `{ languages: [es], parameters: ['{{requester.firstName|cliente}}', '{{ticket.id}}'] }`;
    const message = (name: string): string => `  ${name}: { template: ${values.replace('{', `{ name: ${name},`)} }`;
    const policy = ['reopening: off', 'proactive: {}', 'messages:', ...names.map(message)].join('\n');
    const environment = { ...validEnvironment, SUNSHINE_BASE_URL: server.origin, VENTANA_POLICY: 'p.yaml' };
    const config = loadConfig(environment, (path) => (path === 'p.yaml' ? policy : ''));
    const results = await examineTemplates(config);
    return results.filter(({ id }) => id.startsWith('template.')).map((it) => `${it.level} ${it.title}: ${it.found}`);
  }

  it('T6 is a problem four times: a name, a picture, an address and a code that the policy does not give', async () => {
    const messageTemplates = [
      { ...listed('named', { type: 'BODY', text: 'Hola {{nombre}}, {{numero}}.' }), parameter_format: 'NAMED' },
      listed('picture', { type: 'HEADER', format: 'IMAGE' }, listedBody),
      listed('button', listedBody, {
        type: 'BUTTONS',
        buttons: [{ type: 'URL', text: 'x', url: 'https://example.org/{{1}}' }],
      }),
      listed('code', listedBody, { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', text: 'x' }] }),
    ];
    expect(await found(['named', 'picture', 'button', 'code'], { messageTemplates })).toEqual([
      'problem Template named (es): its body takes values by name ({{nombre}}, {{numero}}), and the policy gives a list',
      'problem Template picture (es): its header needs an image, and the policy gives none',
      'problem Template button (es): its button 0 (URL "x") needs a value, and the policy gives none',
      'problem Template code (es): its button 0 (COPY_CODE "x") needs a value, and the policy gives none',
    ]);
  });

  it('T6 is read to its last page, whether or not it says that there are more', async () => {
    const pages = [
      { messageTemplates: [listed('one', listedBody)], after: 'a' },
      { messageTemplates: [listed('two', listedBody)], after: 'b', hasMore: true },
      { messageTemplates: [listed('three', listedBody)], after: 'c', hasMore: false },
    ];
    expect(await found(['one', 'two', 'three'], ...pages)).toEqual([
      'ok Template one (es): APPROVED, UTILITY',
      'ok Template two (es): APPROVED, UTILITY',
      'ok Template three (es): APPROVED, UTILITY',
    ]);
  });

  it('T6 may hold what cannot be read: the rest of it can', async () => {
    const odd = [
      { name: 'bad', language: 7 },
      null,
      { ...listed('bare'), components: 'none' },
      { ...listed('low', { ...listedBody, type: 'body' }), quality_score: 'red', status: 'approved' },
    ];
    expect(await found(['bad', 'bare', 'low'], { messageTemplates: odd })).toEqual([
      'problem Template bad (es): Meta has no template bad',
      'warning Template bare (es): its parts are not listed: the values that it needs are not checked',
      'warning Template low (es): its quality is low (RED): Meta is about to pause it',
    ]);
  });
});
