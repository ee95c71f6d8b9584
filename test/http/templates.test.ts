import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  buttons,
  copied,
  header,
  linked,
  NOW,
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

describe('T5 a template with all its parts', () => {
  it.each(['post', 'notify'] as const)('arrives by %s', async (way) => {
    rig.approve({
      body: 'Hola {{nombre}}, tu caso {{numero}}.',
      components: [header('DOCUMENT'), buttons(quick, linked, copied)],
    });
    const config = rig.configured(
      [
        'header: { document: "https://example.org/{{ticket.id}}/{{ticket.subject}}.pdf", filename: "Caso {{ticket.id}}.pdf" }',
        "parameters: { nombre: '{{requester.firstName|cliente}}', numero: '{{ticket.id}}' }",
        "buttons: [{ index: 0, payload: SI }, { index: 1, url: 'casos/{{ticket.subject}}' }, { index: 2, code: 'C{{ticket.id}}' }]",
      ].join('\n'),
    );
    expect(await rig.finding(config)).toMatchObject({ level: 'ok' });
    expect(await rig.send(config, way)).toEqual([]);
    expect(rig.arrived()).toEqual({
      at: NOW,
      kind: 'template',
      name: 'aviso',
      language: 'es',
      header: `https://example.org/${rig.ticketId}/Mi%20pedido.pdf`,
      parameters: ['Ana', rig.ticketId],
      buttons: { 0: 'SI', 1: 'casos/Mi%20pedido', 2: `C${rig.ticketId}` },
    });
  });

  it.each([
    ['IMAGE', 'image: https://example.org/a.png', 'https://example.org/a.png'],
    ['VIDEO', 'video: https://example.org/a.mp4', 'https://example.org/a.mp4'],
    ['TEXT', "text: 'nº {{ticket.id}}'", /^nº \d+$/],
  ])('arrives with a header %s', async (format, policy, shown) => {
    rig.approve({ components: [header(format, format === 'TEXT' ? 'Caso {{1}}' : undefined)] });
    const config = rig.configured(`header: { ${policy} }\n${twoValues}`);
    expect(await rig.finding(config)).toMatchObject({ level: 'ok' });
    expect(await rig.send(config, 'post')).toEqual([]);
    const got = rig.arrived();
    expect(got?.kind === 'template' && got.header).toEqual(
      typeof shown === 'string' ? shown : expect.stringMatching(shown),
    );
  });
});

describe("T1 T2 a customer's words as values", () => {
  const long = 'Una palabra más. '.repeat(200);

  it.each([
    ['line breaks and tabs', 'Mi\r\npedido\t n.º 7', 'Mi pedido n.º 7'],
    ['many spaces', 'Mi      pedido', 'Mi pedido'],
    ['nothing but marks that are not drawn', '\u200e\u200b\u2060', 'sin asunto'],
  ])('arrive: %s', async (_what, subject, value) => {
    rig.approve({});
    expect(await rig.send(rig.configured("parameters: ['{{ticket.subject|sin asunto}}', x]"), 'post', subject)).toEqual(
      [],
    );
    expect(rig.arrived()).toMatchObject({ parameters: [value, 'x'] });
  });

  it.each([50, 400, 980])('arrive cut, beside a fixed text of %i characters', async (fixed) => {
    rig.approve({ body: `${'b'.repeat(fixed)}{{1}}{{2}}` });
    expect(await rig.send(rig.configured("parameters: ['{{ticket.subject}}', '{{ticket.id}}']"), 'post', long)).toEqual(
      [],
    );
    const got = rig.arrived();
    const values = got?.kind === 'template' ? got.parameters : [];
    expect(fixed + values.join('').length).toBeLessThanOrEqual(1_024);
    expect(fixed + values.join('').length).toBeGreaterThan(1_005);
    expect(values).toEqual([expect.stringMatching(/…$/), rig.ticketId]);
  });

  it('are cut for a header too', async () => {
    rig.approve({ components: [header('TEXT', `${'h'.repeat(40)} {{1}}`)] });
    expect(
      await rig.send(rig.configured(`header: { text: '{{ticket.subject}}' }\n${twoValues}`), 'post', long),
    ).toEqual([]);
  });

  it('are refused by WhatsApp as they are', async () => {
    rig.approve({});
    expect([
      ...(await rig.sendAsIs(['a\nb', 'x'])),
      ...(await rig.sendAsIs(['a     b', 'x'])),
      ...(await rig.sendAsIs([' ', 'x'])),
      ...(await rig.sendAsIs([long, 'x'])),
    ]).toEqual([132018, 132018, 131008, 132005]);
  });
});
