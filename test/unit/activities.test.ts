import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import { classify, outreachMetadata, purposeWord } from '../../activities/classify';
import { failureOf, toFailure } from '../../activities/failures';
import { phoneDigits } from '../support/phoneDigits';
import type { MessageDefinition } from '../../activities/policy';
import type { StoredMessage, User } from '../../activities/ports';
import { MissingValue, chooseLanguage, render } from '../../activities/render';
import { ofTicket, TicketGone } from '../../activities/ticketGone';
import { isGone } from '../../activities/requester';
import { VendorError } from '../../activities/vendorError';
import { NOT_THERE } from '../support/vendorErrors';

const stored = (changes: Partial<StoredMessage>): StoredMessage => ({
  id: 'm',
  at: 1,
  author: 'user',
  source: 'whatsapp',
  content: 'text',
  subtypes: [],
  metadata: {},
  ...changes,
});
const keywords = ['STOP', 'BAJA'];
const byAgent = { author: 'business', source: 'zd:agentWorkspace' } as const;

describe('whose message it is', () => {
  it("a user's WhatsApp message is the customer's, with the number that they wrote to", () => {
    expect(classify(stored({ integrationId: 'number' }), keywords)).toEqual({
      by: 'customer',
      id: 'm',
      at: 1,
      integrationId: 'number',
    });
  });

  it("a message from Agent Workspace is an agent's; a bot's, a template or an activity is nobody's", () => {
    expect(classify(stored(byAgent), keywords)).toEqual({ by: 'agent', id: 'm', at: 1 });
    expect(classify(stored({ ...byAgent, subtypes: ['bot'] }), keywords)).toBeUndefined();
    expect(classify(stored({ ...byAgent, subtypes: ['activity'] }), keywords)).toBeUndefined();
    expect(classify(stored({ ...byAgent, content: 'template' }), keywords)).toBeUndefined();
    expect(classify(stored({ author: 'business', source: 'api:conversations' }), keywords)).toBeUndefined();
  });

  it('a user of another channel in the same conversation is nobody; a message of unknown channel counts', () => {
    expect(classify(stored({ source: 'messenger' }), keywords)).toBeUndefined();
    expect(classify(stored({ source: 'unknown' }), keywords)).toStrictEqual({ by: 'customer', id: 'm', at: 1 });
  });

  it('an agent may be marked as such', () => {
    expect(classify(stored({ ...byAgent, subtypes: ['agent'] }), keywords)).toEqual({ by: 'agent', id: 'm', at: 1 });
    expect(classify(stored({ ...byAgent, subtypes: ['agent', 'AI'] }), keywords)).toBeUndefined();
  });

  it('our own message is recognised by its `sendId` alone', () => {
    const ours = (metadata: StoredMessage['metadata']) => classify(stored({ author: 'business', metadata }), keywords);
    const purpose = { kind: 'proactive', name: '' };
    expect(ours({ sendId: 's' })).toEqual({ by: 'ventana', id: 'm', at: 1, sendId: 's', ticketId: '', purpose });
    expect(ours({ sendId: 's', ticketId: 7, purpose: 'non-proactive:x' })).toMatchObject({
      ticketId: '7',
      purpose: { kind: 'proactive', name: 'non-proactive:x' },
    });
    expect(ours({ sendId: 7 })).toBeUndefined();
  });

  it.each([
    { kind: 'followUp', name: 'followUp' },
    { kind: 'reopening', name: 'reopening' },
    { kind: 'proactive', name: 'incident' },
  ] as const)('our own message is recognised by its metadata: $name', (purpose) => {
    const metadata = outreachMetadata('100', 'intent:text:1', purpose);
    const message = classify(stored({ author: 'business', source: 'api:conversations', metadata }), keywords);
    expect(message).toEqual({ by: 'ventana', id: 'm', at: 1, ticketId: '100', sendId: 'intent:text:1', purpose });
    expect(metadata.purpose).toBe(purposeWord(purpose));
  });

  it.each(['STOP', 'stop', ' Stop. ', '¡BAJA!', '"baja"', 'bajá', '🛑 STOP 🙏🏽', '*Stop*', 'ＳＴＯＰ', '\u200eSTOP\n'])(
    '%s alone in the message is an opt-out',
    (text) => {
      expect(classify(stored({ text }), keywords)).toMatchObject({ stop: true });
    },
  );

  it.each(['no stop', 'stop it please', 'estop', 'S.T.O.P', '🛑', '!!', '', undefined])('%s is no opt-out', (text) => {
    const message = classify(stored(text === undefined ? {} : { text }), keywords);
    expect(message).not.toHaveProperty('stop');
  });
});

describe('what is sent', () => {
  const message: MessageDefinition = {
    template: {
      name: 'aviso',
      languages: ['es', 'en'],
      parameters: ['{{requester.firstName|cliente}}', '{{ticket.id}}'],
    },
    text: { es: 'Hola {{ requester.firstName | cliente }}, soy {{agent.name}}', en: 'Hello {{requester.name}}' },
  };
  const requester: User = { id: '1', name: 'Ana María Ruiz', locale: 'es-ES', optedOut: false };
  const deps = {
    hours: { nextOpening: () => Promise.resolve('lunes 09:00'), name: () => Promise.resolve('Oficina') },
    now: () => 0,
  } as unknown as Dependencies;
  const ticket = { id: '100', subject: ' ' } as Parameters<typeof render>[3]['ticket'];
  const renderFor = (name: string, text: MessageDefinition = message, rendition: 'text' | 'template' = 'template') =>
    render(deps, text, rendition, { ticket, requester: { ...requester, name } });

  it.each([
    ['exactly', ['es', 'es-MX'], 'es-MX', 'es-MX'],
    ['whatever the separator and the case', ['en', 'es_MX'], 'es-mx', 'es_MX'],
    ['then its base language', ['en', 'es'], 'es-ES', 'es'],
    ['then the first in the list', ['en', 'es'], 'fr', 'en'],
    ['without a locale the first in the list', ['es', 'en'], undefined, 'es'],
  ])("the requester's locale %s", (_, available, locale, language) => {
    expect(chooseLanguage(available, locale)).toBe(language);
  });

  it('the template with its language and values', async () => {
    expect(await renderFor('Ana María Ruiz')).toEqual({
      type: 'template',
      name: 'aviso',
      language: 'es',
      parameters: ['Ana', '100'],
    });
  });

  it.each(['+34 612 345 678', '34612345678', '🌸', '🌸🌸 ', '.', ''])(
    '%s is no first name: the fallback stands in',
    async (name) => {
      expect(await renderFor(name)).toMatchObject({ parameters: ['cliente', '100'] });
    },
  );

  it.each([
    ['Ana', 'Ana'],
    ['ana 🌸', 'ana'],
    ['李 小龙', '李'],
    ['Ñusta', 'Ñusta'],
  ])('%s is a name', async (name, first) => {
    expect(await renderFor(name)).toMatchObject({ parameters: [first, '100'] });
  });

  it('a value that is missing and has no fallback is named', async () => {
    await expect(renderFor('Ana', message, 'text')).rejects.toEqual(new MissingValue('agent.name'));
    const subject = { template: { ...message.template, parameters: ['{{ticket.subject}}'] } };
    await expect(renderFor('Ana', subject)).rejects.toMatchObject({ placeholder: 'ticket.subject' });
  });

  const only = (...parameters: string[]): MessageDefinition => ({ template: { ...message.template, parameters } });

  it('the free-form text in the language of the requester, or the template where there is no text', async () => {
    const agent = { ticket, requester, assignee: () => Promise.resolve({ id: '2', name: 'Eva' }) };
    expect(await render(deps, message, 'text', agent)).toEqual({ type: 'text', text: 'Hola Ana, soy Eva' });
    expect(await renderFor('Ana', only(), 'text')).toMatchObject({ type: 'template', language: 'es' });
    const inEnglish = { ...message, text: { en: 'Hello {{requester.name}}' } };
    expect(await renderFor('Ana María', inEnglish, 'text')).toEqual({ type: 'text', text: 'Hello Ana María' });
  });

  it('the template with its namespace where it has one, and without where it has none', async () => {
    const template = { ...message.template, parameters: [] };
    expect(await renderFor('Ana', { template: { ...template, namespace: 'n' } })).toHaveProperty('namespace', 'n');
    expect(await renderFor('Ana', { template })).not.toHaveProperty('namespace');
  });

  it.each([
    ['{{requester.name}}', 'Ana María Ruiz'],
    ['{{ requester.firstName }}', 'Ana'],
    ['{{office.opensAt}}', 'lunes 09:00'],
    ['{{office.name}}', 'Oficina'],
    ['{{ticket.id}}/{{ticket.id}}: {{  office.name  |  -  }}', '100/100: Oficina'],
    ['{{ticket.subject|tu consulta }}', 'tu consulta'],
    ['{{unknown.thing| }}{{ticket.id}}', undefined],
    ['{{unknown.thing|a|b}}', 'a|b'],
    ['{{unknown.thing}}', undefined],
    ['no {placeholder} here', 'no {placeholder} here'],
  ])('%s becomes %j', async (pattern, value) => {
    const rendered = renderFor('  Ana María Ruiz ', only(pattern));
    if (value === undefined) await expect(rendered).rejects.toThrow(MissingValue);
    else expect(await rendered).toMatchObject({ parameters: [value] });
  });

  it('the subject of the ticket as it is, less the space around it', async () => {
    const named = { ticket: { ...ticket, subject: ' Mi pedido ' }, requester };
    expect(await render(deps, only('{{ticket.subject}}'), 'template', named)).toMatchObject({
      parameters: ['Mi pedido'],
    });
  });

  it('an office without a name has none', async () => {
    const hours = { ...deps.hours, name: () => Promise.resolve('') };
    const rendered = render({ ...deps, hours }, only('{{office.name|-}}'), 'template', { ticket, requester });
    expect(await rendered).toMatchObject({ parameters: ['-'] });
  });

  it('what is missing is named by its placeholder, in the error too', async () => {
    const missing = await renderFor('Ana', only('{{agent.name}}')).catch((it: unknown) => it as Error);
    expect(missing).toMatchObject({ name: 'MissingValue', message: 'no value for {{agent.name}}' });
  });

  it('a name may hold some digits and any space between its words', async () => {
    expect(await renderFor('Ana\u00a0 1234', only('{{requester.firstName}}'))).toMatchObject({ parameters: ['Ana'] });
    expect(await renderFor('Ana 12345', only('{{requester.firstName|-}}'))).toMatchObject({ parameters: ['-'] });
  });

  it('a list without any language falls back to English', () => {
    expect(chooseLanguage([], 'es')).toBe('en');
  });

  it('a value is not read as a pattern', async () => {
    expect(await renderFor('$&{ticket.id}a', message)).toMatchObject({ parameters: ['$&{ticket.id}a', '100'] });
  });
});

describe('phone numbers', () => {
  it.each([
    ['+34 612 345 678', '34612345678'],
    ['612 345 678', '34612345678'],
    ['+1 (213) 373-4253', '12133734253'],
  ])('%s is %s', (phone, digits) => {
    expect(phoneDigits(phone, 'ES')).toBe(digits);
  });

  it.each(['12', '+34 1', 'no phone', ''])('%s is none', (phone) => {
    expect(phoneDigits(phone, 'ES')).toBeUndefined();
  });
});

describe("from a vendor's error to Temporal's failure", () => {
  const error = (details: Partial<ConstructorParameters<typeof VendorError>[1]>) =>
    new VendorError('GET /x 000', { vendor: 'zendesk', reached: 'answered', ...details });

  it.each([
    [{ status: 409 }, 'Conflict', true],
    [{ status: 409, collided: true as const }, 'Transient', false],
    [{ status: 401 }, 'Unauthorized', true],
    [{ status: 403 }, 'Unauthorized', true],
    [{ status: 400 }, 'Refused', true],
    [{ status: 422 }, 'Refused', true],
    [{ status: 429, retryAfterMs: 60_000 }, 'TryLater', true],
    [{ status: 503, retryAfterMs: 20_001 }, 'TryLater', true],
    [{ status: 429, retryAfterMs: 20_000 }, 'Transient', false],
    [{ status: 429 }, 'Transient', false],
    [{ status: 408 }, 'Transient', false],
    [{ status: 503, retryAfterMs: 7_000 }, 'Transient', false],
    [{ status: 302 }, 'Transient', false],
    [{ status: 500 }, 'Doubtful', false],
    [{ status: 503 }, 'Doubtful', false],
    [{ reached: 'notSent' as const }, 'Transient', false],
    [{ reached: 'unknown' as const }, 'Doubtful', false],
  ])('%o becomes %s, final: %s', (details, type, final) => {
    expect(toFailure(error(details))).toMatchObject({ type, nonRetryable: final, message: 'GET /x 000' });
  });

  /** Rejects with each in turn, the last one again and again. */
  const failing =
    (...errors: Error[]) =>
    (): Promise<never> =>
      Promise.reject(errors.length > 1 ? errors.shift()! : errors[0]!);

  it.each([404, 410])('G12 a ticket is gone when Zendesk itself answers %i for it, twice', async (status) => {
    const gone = await ofTicket(failing(error({ status, body: NOT_THERE.zendesk }))).catch((it: unknown) => it);
    expect(failureOf(gone)).toMatchObject({ type: 'Gone', nonRetryable: true, message: 'GET /x 000' });
    expect(gone).toMatchObject({ name: 'TicketGone', cause: { status } });
  });

  it('a ticket that Zendesk answers anything else for is not gone, nor is one that is there', async () => {
    const others = [error({ status: 403 }), Object.assign(new Error('a mistake of ours'), { status: 404 })];
    for (const other of others) await expect(ofTicket(failing(other))).rejects.toBe(other);
    expect(await ofTicket(() => Promise.resolve('ticket'))).toBe('ticket');
  });

  it('G12 a ticket that is there when asked again is not gone', async () => {
    let asked = 0;
    const behind = (): Promise<string> => {
      asked += 1;
      return asked === 1 ? Promise.reject(error({ status: 404, body: NOT_THERE.zendesk })) : Promise.resolve('ticket');
    };
    expect(await ofTicket(behind)).toBe('ticket');
    const down = error({ status: 503 });
    await expect(ofTicket(failing(error({ status: 404, body: NOT_THERE.zendesk }), down))).rejects.toBe(down);
  });

  it.each([
    ['a page', '<html><title>We are back soon</title>'],
    ['nothing', undefined],
    ['a proxy’s JSON', { message: 'no Route matched with those values' }],
    ['another proxy’s JSON', { timestamp: 1, status: 404, error: 'Not Found', path: '/api/v2/tickets/1.json' }],
    ['an account that is not there', { error: { title: 'No help desk at acme.zendesk.com' } }],
  ])('G12 a 404 with %s ends nothing: it is tried again', async (_what, body) => {
    const page = error({ status: 404, body });
    await expect(ofTicket(failing(page))).rejects.toBe(page);
    expect(toFailure(page)).toMatchObject({ type: 'Transient', nonRetryable: false });
    expect(isGone(error({ status: 404, vendor: 'sunshine', body }))).toBe(false);
  });

  it('G12 what Sunshine says of a conversation counts, not what it says of the app', () => {
    const says = (code: string) => error({ status: 404, vendor: 'sunshine', body: { errors: [{ code, title: 't' }] } });
    expect(isGone(says('conversation_not_found'))).toBe(true);
    expect(isGone(says('app_not_found'))).toBe(false);
  });

  it('names no pause where the vendor names none', () => {
    expect(toFailure(error({ status: 429 })).nextRetryDelay).toBeUndefined();
    expect(toFailure(error({ status: 429 })).details).toEqual([undefined, 'pausesGrow']);
  });

  it('waits at least as long as Retry-After says', () => {
    const short = toFailure(error({ status: 429, retryAfterMs: 7_000 }));
    expect(short).toMatchObject({ nextRetryDelay: 7_000, details: [7_000, 'pausesGrow'] });
    expect(toFailure(error({ status: 429, retryAfterMs: 60_000 })).details).toEqual([60_000]);
  });

  it('says which credential is wrong', () => {
    expect(toFailure(error({ status: 401, vendor: 'sunshine' })).details).toEqual(['sunshine', 401]);
  });

  it('tells a ticket that is gone apart from all else, and leaves other errors as they are', () => {
    expect(failureOf(error({ status: 409 }))).toBeInstanceOf(ApplicationFailure);
    expect(failureOf(new TicketGone('GET /x 404'))).toMatchObject({ type: 'Gone', nonRetryable: true });
    const other = new Error('a mistake of ours');
    expect(failureOf(other)).toBe(other);
  });
});
