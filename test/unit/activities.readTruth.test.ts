import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import type { ReadOrder } from '../../activities/ticketConversation';
import type {
  StoredMessage,
  SunshineConversation,
  Ticket,
  TicketHistory,
  User,
  WhatsAppClient,
} from '../../activities/ports';
import { readTruth } from '../../activities/readTruth';
import { VendorError } from '../../activities/vendorError';
import { DAY, at } from '../support/madrid';
import { NOT_THERE } from '../support/vendorErrors';

const NOW = at('Mon 12:00');
/** Hours are told by whole weeks of UTC, from the first one of 1970. */
const WEEK = Math.floor(NOW / (7 * DAY)) * 7 * DAY;
type Metadata = SunshineConversation['metadata'];

interface Outside {
  ticket?: Partial<Ticket>;
  history?: Partial<TicketHistory>;
  requester?: Partial<User>;
  /** Sunshine's conversations by id: their metadata, or the status that asking for them is answered with. */
  conversations?: Record<string, Metadata | number>;
  /** The WhatsApp conversations of each messaging identity of the requester. */
  identities?: Record<string, string[]>;
  messages?: StoredMessage[];
  /** Messages of conversations where they differ, and the WhatsApp clients of Sunshine users. */
  messagesOf?: Record<string, StoredMessage[]>;
  clients?: Record<string, WhatsAppClient[]>;
  /** `reopening.mode` of the policy. */
  mode?: 'agent' | 'automatic';
}

/** What is read of such a world, and what was written into conversations meanwhile. */
async function reading(outside: Outside, order: Partial<ReadOrder> = {}) {
  const { conversations = {}, identities = {}, messages = [] } = outside;
  const written: [string, Record<string, string>][] = [];
  const listed: string[] = [];
  const conversation = (id: string): Promise<SunshineConversation> => {
    const metadata = conversations[id] ?? 404;
    if (typeof metadata === 'object') return Promise.resolve({ id, metadata });
    return Promise.reject(
      new VendorError('GET', { vendor: 'sunshine', reached: 'answered', status: metadata, body: NOT_THERE.sunshine }),
    );
  };
  const deps = {
    now: () => NOW,
    policy: {
      ticket: { windowMarginMs: 7, messages: {}, ...(outside.mode && { reopening: { mode: outside.mode } }) },
      messages: {},
      optOutKeywords: ['STOP'],
      defaultCountry: 'ES',
    },
    hours: {
      between: (from: number, to: number) => Promise.resolve({ office: [{ start: from, end: to }], quiet: [] }),
      readings: (text: string) => Promise.resolve(text === 'nonsense' ? [] : [at(text), at(text) + 1]),
    },
    zendesk: {
      ticket: (id: string) =>
        Promise.resolve({
          id,
          createdAt: 1,
          status: 'open',
          stamp: 's1',
          subject: '',
          requesterId: '7',
          channel: 'whatsapp',
          ...outside.ticket,
        }),
      history: () => Promise.resolve({ noteKeys: [], ...outside.history }),
      user: (id: string) => Promise.resolve({ id, name: 'Ana', ...outside.requester }),
      messagingIdentities: (id: string) => Promise.resolve(id === '7' ? Object.keys(identities) : []),
    },
    sunshine: {
      conversation,
      messages: (id: string) => {
        listed.push(id, ...written.map(([, changes]) => JSON.stringify(changes)));
        return Promise.resolve(outside.messagesOf?.[id] ?? messages);
      },
      whatsAppConversations: (user: string) => Promise.all((identities[user] ?? []).map(conversation)),
      whatsAppClients: (user: string) => Promise.resolve(outside.clients?.[user] ?? []),
      setMetadata: ({ id }: SunshineConversation, changes: Record<string, string>) => {
        written.push([id, changes]);
        return Promise.resolve();
      },
    },
  } as unknown as Dependencies;
  const truth = await readTruth(deps, { ticketId: '100', asks: false, ...order });
  return { truth, written, listed };
}

const startedBy = (channel: string): Outside => ({ history: { conversation: { id: 'c', channel } } });
const own = startedBy('whatsapp');

describe('rule 1: the truth of the ticket', () => {
  it('holds what Zendesk says of it, and nothing where Zendesk says nothing', async () => {
    const { truth } = await reading({});
    expect(truth).toStrictEqual({
      readAt: NOW,
      ticket: { createdAt: 1, status: 'open', stamp: 's1', shown: {} },
      notesWritten: [],
      reach: 'noPhone',
      messages: [],
      office: [{ start: WEEK - 8 * DAY, end: WEEK + 22 * DAY }],
      quiet: [],
      policy: { windowMarginMs: 7, messages: {} },
      fingerprint: expect.any(String) as string,
    });
  });

  it('holds what the audits, the fields and the boxes of the requester say', async () => {
    const { truth } = await reading({
      ticket: { status: 'pending', action: 'incident', window: 'closing', closesAt: 'Tue 09:00' },
      history: { statusSince: 5, changedByOthersAt: 6, actionSince: 8, noteKeys: ['sent:1'] },
      requester: { optedOut: true, optedIn: false },
    });
    expect(truth).toMatchObject({ optedOut: true, optedIn: false, notesWritten: ['sent:1'] });
    expect(truth.ticket).toStrictEqual({
      createdAt: 1,
      status: 'pending',
      stamp: 's1',
      statusSince: 5,
      changedByOthersAt: 6,
      action: { name: 'incident', since: 8 },
      shown: { window: 'closing', closesAt: at('Tue 09:00'), orAt: at('Tue 09:00') + 1 },
    });
  });

  it('knows a request whose time the audits do not tell, and shows no time where the field holds no time', async () => {
    const { truth } = await reading({ ticket: { action: 'incident', closesAt: 'nonsense', lacking: ['window'] } });
    expect(truth.ticket.action).toStrictEqual({ name: 'incident' });
    expect(truth.ticket.shown).toStrictEqual({ lacking: ['window'] });
  });

  it.each([
    [undefined, 'noPhone'],
    ['  ', 'noPhone'],
    ['12', 'invalidPhone'],
    ['612 345 678', 'phone'],
  ])('P2, P4 with the phone number %j the requester can be reached by: %s', async (phone, reach) => {
    const { truth } = await reading({ requester: phone === undefined ? {} : { phone } });
    expect(truth.reach).toBe(reach);
  });
});

describe("a ticket's own conversation", () => {
  it('is the one that the ticket began on WhatsApp: it is linked first, and its messages are listed after that', async () => {
    const message: StoredMessage = {
      id: 'm',
      at: 3,
      author: 'user',
      source: 'whatsapp',
      content: 'text',
      text: 'stop',
      subtypes: [],
      metadata: {},
    };
    const { truth, written, listed } = await reading({
      ...own,
      conversations: { c: {} },
      messages: [message, { ...message, id: 'n', source: 'messenger' }],
    });
    expect(truth.conversation).toStrictEqual({ id: 'c', own: true, ownerTicketId: '100' });
    expect(truth.reach).toBe('conversation');
    expect(truth.messages).toEqual([{ by: 'customer', id: 'm', at: 3, stop: true }]);
    expect(written).toEqual([['c', { ticketId: '100' }]]);
    expect(listed).toEqual(['c', '{"ticketId":"100"}']);
  });

  it.each([
    ['messenger', 'whatsapp', undefined],
    ['unknown', 'whatsapp', 'c'],
    ['unknown', 'messenger', undefined],
    ['whatsapp', 'messenger', 'c'],
  ])('begun on %s, for a ticket of the channel %s: %s', async (channel, ticketChannel, id) => {
    const outside = { ...startedBy(channel), ticket: { channel: ticketChannel }, conversations: { c: {} } };
    const { truth } = await reading(outside);
    expect(truth.conversation?.id).toBe(id);
  });

  it.each([
    ['', '100', true],
    ['100', '100', false],
    [100, '100', false],
    ['99', '100', true],
    ['101', '101', false],
    ['1000', '1000', false],
  ])('whose owner is noted as %j belongs to ticket %s then', async (ticketId, owner, linked) => {
    const { truth, written } = await reading({ ...own, conversations: { c: { ticketId } } });
    expect(truth.conversation).toMatchObject({ own: true, ownerTicketId: owner });
    expect(written).toEqual(linked ? [['c', { ticketId: '100' }]] : []);
  });

  it('says which ticket wrote into it, and which STOP Zendesk knows', async () => {
    const metadata = { ticketId: '100', askedBy: '55', stopStored: '42' };
    const { truth } = await reading({ ...own, conversations: { c: metadata } });
    const facts = { id: 'c', own: true, ownerTicketId: '100', askedByTicketId: '55', stopStored: 42 };
    expect(truth.conversation).toStrictEqual(facts);
    const spoiled = await reading({ ...own, conversations: { c: { ...metadata, stopStored: 'never' } } });
    expect(spoiled.truth.conversation).not.toHaveProperty('stopStored');
  });

  it('may be gone; any other answer but that is a failure to read', async () => {
    const { truth } = await reading({ ...own, conversations: { c: 404 } });
    expect(truth).not.toHaveProperty('conversation');
    expect(truth.messages).toEqual([]);
    await expect(reading({ ...own, conversations: { c: 502 } })).rejects.toBeInstanceOf(VendorError);
  });
});

describe("another ticket's conversation", () => {
  const theirs = { conversations: { c: { ticketId: '50' } } };

  it('is read where an event has named it, as belonging to the other', async () => {
    const { truth, written } = await reading(theirs, { conversationId: 'c' });
    expect(truth.conversation).toStrictEqual({ id: 'c', own: false, ownerTicketId: '50' });
    expect(written).toEqual([]);
  });

  it('is not linked to anybody by being read', async () => {
    const { truth } = await reading({ conversations: { c: { stopStored: 9 } } }, { conversationId: 'c' });
    expect(truth.conversation).toStrictEqual({ id: 'c', own: false, stopStored: 9 });
  });

  it('belongs to nobody where its metadata are empty', async () => {
    const { truth } = await reading({ conversations: { c: { ticketId: '', askedBy: '' } } }, { conversationId: 'c' });
    expect(truth.conversation).toStrictEqual({ id: 'c', own: false });
  });

  it('may be gone', async () => {
    expect((await reading({}, { conversationId: 'c' })).truth).not.toHaveProperty('conversation');
  });

  it.each([
    [undefined, '100'],
    ['99', '100'],
    ['100', undefined],
    ['101', undefined],
    ['somebody', '100'],
  ])('P3 that ticket %s wrote into last is told to let %s hear the answer', async (askedBy, asker) => {
    const outside = { conversations: { c: askedBy === undefined ? {} : { askedBy } } };
    const { truth, written } = await reading(outside, { conversationId: 'c', asks: true });
    expect(written).toEqual(asker === undefined ? [] : [['c', { askedBy: asker }]]);
    expect(truth.conversation?.askedByTicketId).toBe(askedBy);
    expect((await reading(outside, { conversationId: 'c', asks: false })).written).toEqual([]);
  });

  it('P1 is looked for at the requester when an agent asks for a message: the first identity that has one', async () => {
    const outside = {
      ticket: { action: 'incident' },
      identities: { u1: [], u2: ['c', 'd'], u3: ['d'] },
      conversations: { c: { ticketId: '50', askedBy: '60' }, d: {} },
    };
    const { truth } = await reading(outside);
    expect(truth.conversation).toStrictEqual({ id: 'c', own: false, ownerTicketId: '50', askedByTicketId: '60' });
    expect(truth.reach).toBe('conversation');
  });

  it('P2 is none where the requester has none, and is not looked for when nobody asks', async () => {
    const identities = { u1: ['c'] };
    expect((await reading({ identities, conversations: { c: {} } })).truth).not.toHaveProperty('conversation');
    const { truth } = await reading({ ticket: { action: 'incident' }, identities: { u1: [] } });
    expect(truth).not.toHaveProperty('conversation');
  });
});

describe('P10 a ticket that is over leaves the conversation, so that no message starts its run again', () => {
  const here = { conversationId: 'c' };
  const leaves = async (ticket: Partial<Ticket>, metadata: Metadata, more: Outside = {}) =>
    (await reading({ ticket, conversations: { c: metadata }, ...more }, here)).written;

  it('P10 a closed one no longer asks, and does not begin to', async () => {
    expect(await leaves({ status: 'closed' }, { ticketId: '50', askedBy: '100' })).toEqual([['c', { askedBy: '' }]]);
    expect(await leaves({ status: 'closed' }, { ticketId: '50', askedBy: '60' })).toEqual([]);
    const { written } = await reading(
      { ticket: { status: 'closed' }, conversations: { c: {} } },
      { ...here, asks: true },
    );
    expect(written).toEqual([]);
  });

  it('P10 one that has been solved for a week no longer asks, but keeps its own conversation', async () => {
    const solved = (days: number) => ({ ...own, history: { ...own.history, statusSince: NOW - days * DAY } });
    const other = (days: number) => ({ history: { statusSince: NOW - days * DAY } });
    const metadata = { ticketId: '50', askedBy: '100' };
    expect(await leaves({ status: 'solved' }, metadata, other(7))).toEqual([['c', { askedBy: '' }]]);
    expect(await leaves({ status: 'solved' }, metadata, other(6))).toEqual([]);
    expect(await leaves({ status: 'solved' }, { ticketId: '100' }, solved(9))).toEqual([]);
  });

  it('P10 a closed one marks its own conversation, once, and takes over no other', async () => {
    expect(await leaves({ status: 'closed' }, { ticketId: '100' }, own)).toEqual([['c', { closed: '100' }]]);
    expect(await leaves({ status: 'closed' }, { ticketId: '100', closed: '100' }, own)).toEqual([]);
    expect(await leaves({ status: 'closed' }, { ticketId: '50' }, own)).toEqual([]);
    expect(await leaves({ status: 'closed' }, {}, own)).toEqual([]);
  });

  it('P10 a ticket that came back takes the mark away', async () => {
    expect(await leaves({}, { ticketId: '100', closed: '100' }, own)).toEqual([['c', { closed: '' }]]);
  });
});

describe('H10 the hours of a window that is older than the hours in the truth', () => {
  const said = (days: number): Outside => ({
    ...own,
    conversations: { c: { ticketId: '100' } },
    messages: [
      {
        id: 'm',
        at: NOW - days * DAY,
        author: 'user',
        source: 'whatsapp',
        content: 'text',
        subtypes: [],
        metadata: {},
      },
    ],
    mode: 'automatic',
  });

  it('H10 come as two numbers, also for a tap that no list has, and only where they are needed', async () => {
    // The schedule of this test is open all the time from the first moment that is asked for.
    const past = { from: NOW - 20 * DAY, officeMs: DAY };
    expect((await reading(said(20))).truth.pastWindow).toEqual(past);
    const tap = await reading(said(30), { customerLastAt: NOW - 20 * DAY });
    expect(tap.truth.pastWindow).toEqual(past);
    expect((await reading(said(7))).truth).not.toHaveProperty('pastWindow');
    expect((await reading({ ...said(20), mode: 'agent' })).truth).not.toHaveProperty('pastWindow');
  });
});
