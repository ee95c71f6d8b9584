import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../activities/ports';
import { masked, maskedJson } from '../../activities/mask';
import { retryAfterMs } from '../../src/vendors/http/internal/retryAfter';
import { parseStoredMessage } from '../../src/vendors/sunshine/internal/message';
import { auditSchema, historyOf } from '../../src/vendors/zendesk/internal/audits';
import { ticketUpdate } from '../../src/vendors/zendesk/internal/change';

describe('retryAfterMs', () => {
  const now = Date.parse('2026-11-16T10:00:00Z');
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1500],
    ['Mon, 16 Nov 2026 10:01:00 GMT', 60_000],
    ['Mon, 16 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));
});

describe('masked', () => {
  it.each([
    ['to 34600111222.', 'to ….'],
    ['to +34 600-111-222', 'to …'],
    ['error 131047, ticket 35436', 'error 131047, ticket 35436'],
    ['1310471234567', '…'],
    ['ana.g@example.com wrote', '… wrote'],
    ['<ana@example.com>, "eva@example.com"', '<…>, "…"'],
    ['131047: to 600 111 222', '131047: to …'],
    ['131047 600', '131047 600'],
    ['123456', '123456'],
    ['1234567', '…'],
    ['(600.111.222)', '(…)'],
    ['id ES.abc12345 of a user', 'id … of a user'],
    ['version A.abcdefg, ES.abcde, es.abcdefgh', 'version A.abcdefg, ES.abcde, es.abcdefgh'],
  ])('%s', (text, expected) => expect(masked(text)).toBe(expected));

  it('reaches numbers and keys inside JSON', () => {
    expect(maskedJson({ list: [34600111222, 131047, null, true], '34600111222': 'x' })).toEqual({
      list: ['…', 131047, null, true],
      '…': 'x',
    });
  });

  it('leaves what is no text and no number of seven digits as it is', () => {
    const values = { none: null, no: undefined, yes: true, small: -999_999, list: [] };
    expect(maskedJson(values)).toStrictEqual(values);
    expect(maskedJson([1_000_000, -1_000_000])).toEqual(['…', '…']);
  });

  it('drops what lies deeper than eight levels, in lists and objects alike', () => {
    const inObjects = (levels: number): unknown => (levels === 0 ? { end: 'x' } : { a: inObjects(levels - 1) });
    const inLists = (levels: number): unknown => (levels === 0 ? ['x'] : [inLists(levels - 1)]);
    for (const nested of [inObjects, inLists]) {
      expect(maskedJson(nested(8))).toEqual(nested(8));
      expect(JSON.stringify(maskedJson(nested(9)))).not.toContain('x');
    }
  });
});

describe('parseStoredMessage', () => {
  const whatsapp = {
    id: 'm1',
    received: '2026-11-20T15:14:29.700Z',
    author: { type: 'user', userId: 'u1', displayName: 'Steve' },
    content: { type: 'text', text: 'hola' },
    source: { type: 'whatsapp', integrationId: 'i1', originalMessageTimestamp: '2026-11-20T15:14:27.000Z' },
    surprising: { key: 1 },
  };

  it('takes WhatsApp’s own time', () => {
    expect(parseStoredMessage(whatsapp)).toEqual({
      id: 'm1',
      at: Date.parse('2026-11-20T15:14:27.000Z'),
      receivedAt: Date.parse('2026-11-20T15:14:29.700Z'),
      author: 'user',
      userId: 'u1',
      source: 'whatsapp',
      integrationId: 'i1',
      content: 'text',
      text: 'hola',
      subtypes: [],
      metadata: {},
    });
  });

  it.each([undefined, null, 'yesterday'])('else when it was received (%j)', (originalMessageTimestamp) => {
    const source = { ...whatsapp.source, originalMessageTimestamp };
    expect(parseStoredMessage({ ...whatsapp, source }).at).toBe(Date.parse(whatsapp.received));
  });

  it('reads ours and those of bots', () => {
    const metadata = { sendId: 'i:text:1', nested: { no: 1 }, count: 2 };
    const author = { type: 'business', subtypes: ['bot'] };
    expect(parseStoredMessage({ ...whatsapp, author, content: { type: 'template' }, metadata })).toMatchObject({
      author: 'business',
      subtypes: ['bot'],
      content: 'template',
      metadata: { sendId: 'i:text:1', count: 2 },
    });
  });

  it.each([
    ['id', { id: undefined }],
    ['received', { received: undefined, source: undefined }],
  ])('refuses one without %s, naming no value', (key, lacking) => {
    const broken = { ...whatsapp, ...lacking };
    expect(() => parseStoredMessage(broken)).toThrow(new RegExp(`"${key}"`));
    expect(() => parseStoredMessage(broken)).not.toThrow(/Steve|hola/);
  });
});

describe('historyOf', () => {
  const ticket: Ticket = {
    id: '1',
    createdAt: 0,
    status: 'pending',
    stamp: '',
    subject: '',
    requesterId: '2',
    channel: 'whatsapp',
    action: 'incident',
  };
  const audit = (id: number, time: string, ...events: object[]) => ({
    id,
    created_at: `2026-11-16T${time}:00Z`,
    events,
  });
  const change = (field_name: unknown, value: unknown) => ({ type: 'Change', field_name, value });
  const history = (...audits: object[]) => historyOf(auditSchema.array().parse(audits), ticket, { action: '13' });
  const at = (time: string) => Date.parse(`2026-11-16T${time}:00Z`);

  it('the present status and action count from the newest audit that set them, in whatever order audits come', () => {
    const audits = [
      audit(1, '08:00', { type: 'Create', field_name: 'status', value: 'pending' }),
      audit(2, '09:00', change('status', 'open'), change('13', 'whatsapp_action_incident')),
      audit(3, '10:00', change('status', 'pending'), change('tags', ['x'])),
      audit(4, '11:00', change('13', 'whatsapp_action_incident')),
      audit(5, '12:00', change('subject', 'pending')),
    ];
    const expected = { statusSince: at('10:00'), actionSince: at('11:00'), noteKeys: [] };
    expect(history(...audits)).toEqual(expected);
    expect(history(...audits.reverse())).toEqual(expected);
  });

  it('says nothing where the audits do not', () => {
    expect(history()).toEqual({ noteKeys: [] });
  });

  it('takes the newest messaging session', () => {
    const chat = (value: unknown) => ({ type: 'ChatStartedEvent', value });
    expect(
      history(
        audit(1, '08:00', chat({ conversation_id: 'old', channel: 'whatsapp' })),
        audit(2, '09:00', chat({ conversation_id: 'new', channel: 'whatsapp' })),
        audit(3, '10:00', chat({ visitor_id: 'classic chat' }), chat('?')),
      ),
    ).toMatchObject({ conversation: { id: 'new', channel: 'whatsapp' } });
  });

  it('finds our note keys among whatever else is in the metadata', () => {
    const withMetadata = (id: number, metadata: unknown) => ({ ...audit(id, '08:00'), metadata });
    expect(
      history(
        withMetadata(1, { system: {}, custom: { ventana: { notes: ['a', 'b'] } } }),
        withMetadata(2, { custom: { ventana: { notes: ['b', 'c'] }, other: 1 } }),
        withMetadata(3, { custom: { ventana: 'mine' } }),
        withMetadata(4, { custom: {} }),
        withMetadata(5, null),
        withMetadata(6, 'text'),
      ).noteKeys,
    ).toEqual(['a', 'b', 'c']);
  });
});

describe('ticketUpdate', () => {
  const fields = { window: '11', closesAt: '12', action: '13' };

  it('tags agree with the fields beside them, and a macro’s own "WhatsApp action" is never written', () => {
    const ticket = {
      tags: ['vip', 'whatsapp_action_reopening', 'whatsapp_window_open'],
      custom_fields: [
        { id: 13, value: 'whatsapp_action_reopening' },
        { id: 7, value: 1 },
      ],
    };
    expect(ticketUpdate({ macro: { id: '5', ticket }, clearAction: true, window: 'closed' }, fields)).toEqual({
      tags: ['vip', 'whatsapp_window_closed'],
      custom_fields: [
        { id: 7, value: 1 },
        { id: 11, value: 'whatsapp_window_closed' },
        { id: 13, value: null },
      ],
      macro_id: 5,
    });
  });

  it('our status outdoes the macro’s, its custom status included', () => {
    const macro = { id: '5', ticket: { status: 'solved', custom_status_id: 3, priority: 'low' } };
    expect(ticketUpdate({ macro, status: 'open' }, fields)).toEqual({ status: 'open', priority: 'low', macro_id: 5 });
    expect(ticketUpdate({ macro }, fields)).toMatchObject({ status: 'solved', custom_status_id: 3 });
  });

  it('nothing to change is nothing', () => {
    expect(ticketUpdate({ noteKeys: [], note: '', stamp: 's1' }, fields)).toBeUndefined();
  });
});
