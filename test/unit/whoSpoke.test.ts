/** Whose a message is, from what Sunshine sends in webhooks and in lists. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { classify } from '../../activities/classify';
import { listConversation } from '../../activities/conversationMessages';
import type { Dependencies } from '../../activities/dependencies';
import type { StoredMessage } from '../../activities/ports';
import { parseStoredMessage } from '../../src/vendors/sunshine/internal/message';
import { parseSunshine } from '../../src/vendors/sunshine/webhook';
import { auditSchema, historyOf } from '../../src/vendors/zendesk/internal/audits';

type Raw = Record<string, unknown>;

/** As captured from a messaging trigger. */
const automatic: Raw = {
  id: 'aaaaaaaaaaaaaaaaaaaaaaaa',
  received: '2026-10-10T08:12:02.000Z',
  author: { type: 'business', displayName: 'Automated Response' },
  content: { type: 'text', text: 'x' },
  source: { type: 'zd:agentWorkspace' },
  metadata: { '__zendesk_msg.agent.id': '__trigger', '__zendesk_msg.source_type': 'sunco_web' },
};
const person: Raw = {
  ...automatic,
  author: { type: 'business', displayName: 'Lola' },
  metadata: { '__zendesk_msg.agent.id': '901' },
};
const from = (author: Raw, more: Raw = {}): Raw => ({ ...person, author: { type: 'business', ...author }, ...more });

const inList = (message: Raw) => classify(parseStoredMessage(message), ['STOP'], ['BAJA']);

function inWebhook(message: Raw) {
  const { author, ...rest } = message;
  const { subtypes: _, ...told } = (author ?? {}) as Raw;
  const event = {
    id: 'event',
    type: 'conversation:message',
    createdAt: '2026-10-10T08:12:03.000Z',
    payload: { conversation: { id: 'c' }, message: { ...rest, ...(author !== undefined && { author: told }) } },
  };
  const parsed = parseSunshine({ events: [event] }, ['STOP'], undefined, ['BAJA']);
  return parsed.kind === 'batch' ? parsed.events[0] : parsed;
}

const heard = (message: Raw) => {
  const event = inWebhook(message);
  return event?.kind === 'event' && event.event.type === 'messageSeen' ? event.event : undefined;
};

describe('W1 is nobody’s', () => {
  it.each<[string, Raw]>([
    ['an automatic reply', automatic],
    ['one known by its metadata alone', { ...automatic, author: { type: 'business', displayName: 'Acme' } }],
    ['one known by its name alone', { ...automatic, metadata: {} }],
    ['one of an agent that is no person', { ...person, metadata: { '__zendesk_msg.agent.id': '__bot' } }],
    ['one of the system user', { ...person, metadata: { '__zendesk_msg.agent.id': -1 } }],
    ['an activity', { ...person, activity: { type: 'ticket:closed' } }],
    ['an activity without a type', { ...person, activity: {} }],
    ['an activity of a type that cannot be read', { ...person, activity: { type: null } }],
    [
      'an activity of the customer',
      { ...person, author: { type: 'user' }, activity: { type: 'conversation:endedByUser' } },
    ],
    ['a deleted message', { ...person, deleted: true }],
    ['a message without author', { ...person, author: undefined }],
  ])('%s, in a webhook and in a list', (_, message) => {
    expect(inList(message)).toBeUndefined();
    expect(inWebhook(message)).toMatchObject({ kind: 'ignored' });
  });

  it.each(['bot', 'AI', 'activity'])('a message of subtype %s, which only a list has', (subtype) => {
    expect(inList(from({ subtypes: [subtype] }))).toBeUndefined();
    expect(inList(from({ subtypes: ['agent', subtype] }, { metadata: {} }))).toBeUndefined();
  });

  it('but ours are ours, whatever else is said of them', () => {
    const metadata = { sendId: 'a:text:1', ticketId: '1', purpose: 'followUp' };
    for (const changes of [{ metadata }, { metadata, author: undefined }, { metadata, deleted: true }])
      expect(inList({ ...automatic, ...changes })).toMatchObject({ by: 'ventana', sendId: 'a:text:1' });
  });
});

describe('W3 an agent’s message', () => {
  it('is a person’s by its metadata, in a webhook and in a list', () => {
    expect(inList(person)).toEqual({ by: 'agent', id: person['id'], at: Date.parse('2026-10-10T08:12:02.000Z') });
    expect(heard(person)).toMatchObject({ message: { by: 'agent' } });
    expect(heard(person)).not.toHaveProperty('unsure');
    expect(inList({ ...person, metadata: { '__zendesk_msg.agent.id': 901 } })).toMatchObject({ by: 'agent' });
  });

  it('without that metadata still counts, but a webhook’s is unsure until a list has it', () => {
    for (const metadata of [undefined, null, {}, { '__zendesk_msg.agent.id': '' }]) {
      expect(inList({ ...person, metadata })).toMatchObject({ by: 'agent' });
      expect(heard({ ...person, metadata })).toMatchObject({ unsure: true, message: { by: 'agent' } });
    }
  });
});

describe('W1 a message', () => {
  it('may lack any field but its id', () => {
    for (const field of ['received', 'author', 'content', 'source', 'metadata']) {
      const { [field]: _, ...rest } = person;
      expect(inWebhook(rest)?.kind, field).not.toBe('invalid');
    }
    expect(heard({ ...person, received: undefined })).toMatchObject({
      message: { by: 'agent', at: Date.parse('2026-10-10T08:12:03.000Z') },
    });
    expect(() => parseStoredMessage({ id: 'm' })).toThrow('has no time');
  });
});

describe('W4 a customer message', () => {
  const originalMessageTimestamp = '2026-10-10T08:00:00.000Z';
  const message = { ...person, author: { type: 'user' }, source: { type: 'whatsapp', originalMessageTimestamp } };

  it('has its own time, and when it arrived if that was later', () => {
    const at = Date.parse(originalMessageTimestamp);
    expect(inList(message)).toMatchObject({ at, arrivedAt: Date.parse('2026-10-10T08:12:02.000Z') });
    expect(heard(message)?.message).toEqual(inList(message));
    expect(inList({ ...message, received: originalMessageTimestamp })).not.toHaveProperty('arrivedAt');
  });
});

describe('O7 a word', () => {
  const says = (text: string) =>
    inList({ ...person, author: { type: 'user' }, source: { type: 'whatsapp' }, content: { type: 'text', text } });

  it('always counts, or counts only in reply', () => {
    expect(says('stop')).toMatchObject({ stop: true });
    expect(says('Baja.')).toMatchObject({ stopIfReply: true });
    expect(says('Baja.')).not.toHaveProperty('stop');
  });
});

describe('W2 a list', () => {
  const now = 1_000_000;
  const list = (stored: Partial<StoredMessage>[]) =>
    listConversation(
      {
        sunshine: { messages: () => Promise.resolve(stored) },
        policy: { optOutKeywords: [] },
        now: () => now,
      } as unknown as Dependencies,
      'c',
    );
  const base: Partial<StoredMessage> = {
    author: 'business',
    source: 'zd:agentWorkspace',
    content: 'text',
    subtypes: [],
    metadata: {},
  };

  it('covers the time from its oldest message to a minute before it was read, and names what is younger and nobody’s', async () => {
    const { messages, listed } = await list([
      { ...base, id: 'old bot', at: 500_000, subtypes: ['bot'] },
      { ...base, id: 'agent', at: 960_000 },
      { ...base, id: 'bot', at: 970_000, subtypes: ['bot'] },
    ]);
    expect(messages.map(({ id }) => id)).toEqual(['agent']);
    expect(listed).toEqual({ from: 500_000, to: 940_000, nobodys: ['bot'] });
    expect(await list([])).toEqual({ messages: [] });
  });

  it('W2 says nothing of a message that cannot be read, or whose author, source or time cannot be', async () => {
    const { messages, listed } = await list([
      { ...base, id: 'agent', at: 500_000 },
      { ...base, id: 'unread', at: 600_000, unread: true },
      { ...base, id: 'no author', at: 610_000, author: 'unknown' },
      { ...base, id: 'no source', at: 620_000, source: 'unknown' },
      { ...base, id: 'year 9999', at: 253_370_764_800_000 },
      { ...base, id: 'system', at: 640_000, author: 'unknown', activity: 'ticket:closed' },
      { ...base, id: 'bot', at: 950_000, source: 'unknown', subtypes: ['bot'] },
    ]);
    expect(messages.map(({ id }) => id)).toEqual(['agent']);
    const unread = ['unread', 'no author', 'no source', 'year 9999'];
    expect(listed).toEqual({ from: 500_000, to: 940_000, nobodys: ['bot'], unread });
  });

  it('W2 takes away only what it shows as nobody’s where it has a message without an id: it might be any', async () => {
    const nameless = { ...base, id: '', at: 0, author: 'unknown' as const, unread: true as const };
    const bot = { ...base, id: 'bot', at: 520_000, subtypes: ['bot'] };
    const { listed } = await list([{ ...base, id: 'agent', at: 500_000 }, bot, nameless]);
    expect(listed).toEqual({ from: 940_001, to: 940_000, nobodys: ['bot'], unread: [] });
    expect((await list([nameless])).listed).toEqual({ from: 940_001, to: 940_000, nobodys: [], unread: [] });
  });

  it('E1 tells when a system message ended the session', async () => {
    const ended = { ...base, id: 'end', at: 7, activity: 'conversation:endedByUser' };
    expect((await list([{ ...base, id: 'a', at: 1 }, ended])).endedAt).toBe(7);
    expect((await list([{ ...base, id: 'a', at: 1, activity: 'ticket:transfer:email' }])).endedAt).toBeUndefined();
  });
});

describe('E1 the audits', () => {
  const ticket = { id: '1', requesterId: '5', status: 'open' } as never;
  const fields = {} as never;
  const audits = (...events: [string, Raw][]) =>
    historyOf(
      z.array(auditSchema).parse(
        events.map(([created_at, event], id) => ({
          id,
          created_at: `2026-10-10T${created_at}:00Z`,
          events: [event],
        })),
      ),
      ticket,
      fields,
    );
  const started: Raw = { type: 'ChatStartedEvent', value: { conversation_id: 'c' } };
  const time = (clock: string) => Date.parse(`2026-10-10T${clock}:00Z`);

  it.each<Raw>([
    { type: 'ChatEndedEvent', value: { chat_id: 'x' } },
    { type: 'ChatEndedEvent' },
    { type: 'MessagingSessionEnded', value: null },
    { type: 'Change', field_name: 'messaging_session_state', value: 'ended' },
  ])('tell the end of a session by $type, whatever its form', (event) => {
    expect(audits(['08:00', started], ['09:00', event])).toMatchObject({ sessionEndedAt: time('09:00') });
  });

  it('E5 do not when a session has begun since', () => {
    const ended = { type: 'ChatEndedEvent' };
    const history = audits(['08:00', started], ['09:00', ended], ['10:00', started]);
    expect(history).toMatchObject({ sessionStartedAt: time('10:00') });
    expect(history).not.toHaveProperty('sessionEndedAt');
    expect(audits(['08:00', started])).not.toHaveProperty('sessionEndedAt');
  });
});
