/** Whose conversation it is, and who may be written to: the send looks again. Rows I1-I5. */
import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import type { SendOrder } from '../../activities/orders';
import type { StoredMessage, TicketHistory, User, WhatsAppClient } from '../../activities/ports';
import { readTruth } from '../../activities/readTruth';
import { lookForMessage, sendMessage } from '../../activities/sendMessage';
import { VendorError } from '../../activities/vendorError';
import { NOT_THERE } from '../support/vendorErrors';

const NOW = 1_000_000;

interface Outside {
  requester?: Partial<User>;
  action?: string;
  history?: Partial<TicketHistory>;
  /** Sunshine users of the requester. */
  identities?: string[];
  clients?: Record<string, WhatsAppClient[]>;
  /** The conversations of each Sunshine user. */
  conversationsOf?: Record<string, string[]>;
  /** Messages by conversation; a conversation that is not here is gone. */
  messages: Record<string, StoredMessage[]>;
}

const message = (by: Partial<StoredMessage>): StoredMessage => ({
  id: `m${by.at ?? 1}`,
  at: 1,
  author: 'user',
  source: 'whatsapp',
  content: 'text',
  subtypes: [],
  metadata: {},
  ...by,
});
const from = (userId: string, at = 1, source = 'whatsapp'): StoredMessage => message({ userId, at, source });
const ours = message({
  id: 'ours',
  at: 50,
  author: 'business',
  source: 'api',
  metadata: { ticketId: '100', sendId: '100-x-1:template:1', purpose: 'proactive:x' },
});

function world(outside: Outside) {
  const posted: string[] = [];
  const notified: string[] = [];
  const linked: [string, Record<string, string>][] = [];
  const there = <T>(id: string, value: T): Promise<T> =>
    id in outside.messages
      ? Promise.resolve(value)
      : Promise.reject(
          new VendorError('GET', { vendor: 'sunshine', reached: 'answered', status: 404, body: NOT_THERE.sunshine }),
        );
  const deps = {
    now: () => NOW,
    integrationId: 'number',
    policy: {
      ticket: { messages: {} },
      optOutKeywords: ['STOP'],
      defaultCountry: 'ES',
      messages: { x: { template: { name: 't', languages: ['es'], parameters: [], category: 'utility' } } },
    },
    hours: { between: () => Promise.resolve({ office: [], quiet: [] }) },
    zendesk: {
      ticket: (id: string) =>
        Promise.resolve({
          ...{ id, createdAt: 1, status: 'open', stamp: 's', subject: '', requesterId: '7', channel: 'whatsapp' },
          ...(outside.action !== undefined && { action: outside.action }),
        }),
      history: () => Promise.resolve({ noteKeys: [], ...outside.history }),
      user: (id: string) => Promise.resolve({ id, name: 'Ana', phone: '+34600111222', ...outside.requester }),
      messagingIdentities: () => Promise.resolve(outside.identities ?? []),
    },
    sunshine: {
      conversation: (id: string) => there(id, { id, metadata: {} }),
      messages: (id: string) => there(id, outside.messages[id] ?? []),
      whatsAppConversations: (user: string) =>
        Promise.resolve((outside.conversationsOf?.[user] ?? []).map((id) => ({ id, metadata: {} }))),
      whatsAppClients: (user: string) => Promise.resolve(outside.clients?.[user] ?? []),
      setMetadata: ({ id }: { id: string }, changes: Record<string, string>) => {
        linked.push([id, changes]);
        return Promise.resolve();
      },
      post: (id: string) => {
        posted.push(id);
        return Promise.resolve({ id: 'new' });
      },
      notify: (phone: string) => {
        notified.push(phone);
        return Promise.resolve({ id: 'n' });
      },
    },
  } as unknown as Dependencies;
  return { deps, posted, notified, linked };
}

const order: SendOrder = {
  ticketId: '100',
  sendId: '100-x-1:template:1',
  purpose: { kind: 'proactive', name: 'x' },
  message: 'x',
  rendition: 'template',
  customerLastAt: 100,
  failedMessageIds: [],
};

async function sending(outside: Outside, conversationId?: string) {
  const { deps, posted, notified } = world(outside);
  const outcome = await sendMessage(deps, { ...order, ...(conversationId !== undefined && { conversationId }) });
  const reason = outcome.type === 'failed' ? outcome.failure.reason : outcome.type;
  return { reason, posted, notified };
}

async function reading(outside: Outside, how: { conversationId?: string; merged?: Record<string, string> } = {}) {
  const { deps, linked } = world(outside);
  const truth = await readTruth(deps, { ticketId: '100', asks: false, ...how });
  return { truth, linked };
}

const own = { history: { conversation: { id: 'c', channel: 'whatsapp' } } };

describe('I1 a conversation that was merged into another', () => {
  const merged: Outside = { ...own, identities: ['u'], conversationsOf: { u: ['s'] }, messages: { s: [from('u')] } };

  it('is the requester’s surviving one, as the ticket’s own', async () => {
    const { truth, linked } = await reading(merged);
    expect(truth).toMatchObject({ conversation: { id: 's', own: true }, reach: 'conversation' });
    expect(truth.messages).toHaveLength(1);
    expect(linked).toEqual([['s', { ticketId: '100' }]]);
  });

  it('is known as the event tells it, without asking for the requester', async () => {
    const { truth } = await reading({ ...merged, identities: [] }, { merged: { c: 's' } });
    expect(truth.conversation?.id).toBe('s');
  });

  it('may still be there, but empty', async () => {
    const { truth } = await reading({ ...merged, messages: { c: [], s: [from('u')] } });
    expect(truth.conversation).toMatchObject({ id: 's', own: true });
    const alone = await reading({ ...own, messages: { c: [] } });
    expect(alone.truth.conversation).toMatchObject({ id: 'c', own: true });
  });

  it('leaves a ticket that is still WhatsApp’s when no other is found', async () => {
    const { truth } = await reading({ ...own, messages: {} });
    expect(truth).toMatchObject({ conversationGone: true, reach: 'phone' });
    expect((await reading({ messages: {} })).truth).not.toHaveProperty('conversationGone');
  });

  it('is where a message already on its way goes', async () => {
    expect(await sending(merged, 'c')).toMatchObject({ reason: 'sent', posted: ['s'], notified: [] });
    const emptied = { ...merged, messages: { c: [], s: [from('u')] } };
    expect(await sending(emptied, 'c')).toMatchObject({ reason: 'sent', posted: ['s'] });
    expect(await sending({ ...own, messages: {} }, 'c')).toMatchObject({ reason: 'refused', posted: [] });
    const allEmpty = { ...merged, conversationsOf: { u: ['s', 'c'] }, messages: { c: [], s: [] } };
    expect(await sending(allEmpty, 'c')).toMatchObject({ reason: 'sent', posted: ['s'] });
  });

  it('is where an uncertain message is looked for: it is not sent twice', async () => {
    const { deps } = world({ ...merged, messages: { s: [from('u'), ours] } });
    expect(await lookForMessage(deps, { ...order, conversationId: 'c' })).toMatchObject({ type: 'sent' });
    expect(await lookForMessage(world({ messages: {} }).deps, { ...order, conversationId: 'c' })).toEqual({
      type: 'absent',
    });
  });
});

describe('I2 a requester with several conversations', () => {
  const several: Outside = {
    action: 'x',
    identities: ['u1', 'u2'],
    conversationsOf: { u1: ['web', 'old'], u2: ['new', 'silent'] },
    messages: {
      web: [from('u1', 90, 'web')],
      old: [from('u1', 10)],
      new: [from('u2', 20), from('u2', 80, 'web')],
      silent: [message({ author: 'business', at: 99 })],
    },
  };

  it('is written to where they last wrote by WhatsApp', async () => {
    expect((await reading(several)).truth.conversation).toMatchObject({ id: 'new', own: false });
    const later = { ...several, messages: { ...several.messages, old: [from('u1', 30)] } };
    expect((await reading(later)).truth.conversation?.id).toBe('old');
  });

  it('never in a conversation of another channel; one in which nobody wrote yet comes last', async () => {
    const web = { ...several, conversationsOf: { u1: ['web'], u2: ['silent'] } };
    expect((await reading(web)).truth.conversation?.id).toBe('silent');
  });

  it('may have moved on since the ticket last wrote', async () => {
    expect((await reading(several, { conversationId: 'old' })).truth.conversation?.id).toBe('new');
    const { action: _none, ...idle } = several;
    expect((await reading(idle, { conversationId: 'old' })).truth.conversation?.id).toBe('old');
  });
});

describe('I3 a customer who has blocked our number', () => {
  const blocked: Outside = {
    action: 'x',
    identities: ['u'],
    clients: { u: [{ status: 'blocked' }] },
    messages: { c: [from('u')] },
  };

  it('gets nothing, by no route', async () => {
    expect((await reading(blocked)).truth.reach).toBe('blocked');
    expect(await sending(blocked)).toEqual({ reason: 'blocked', posted: [], notified: [] });
    expect(await sending({ ...own, ...blocked }, 'c')).toEqual({ reason: 'blocked', posted: [], notified: [] });
  });

  it('of another number of ours can still be reached', async () => {
    const clients = { u: [{ status: 'blocked', integrationId: 'other' }] };
    expect(await sending({ ...blocked, clients })).toMatchObject({ reason: 'sent', notified: ['34600111222'] });
    const both = {
      u: [
        { status: 'blocked', integrationId: 'number' },
        { status: 'active', integrationId: 'other' },
      ],
    };
    expect(await sending({ ...blocked, clients: both }, 'c')).toMatchObject({ reason: 'blocked' });
  });

  it('with one Sunshine user of several is asked about by the one whose conversation it is', async () => {
    const two = {
      ...blocked,
      identities: ['v', 'u'],
      clients: { v: [{ status: 'blocked' }], u: [{ status: 'active' }] },
    };
    expect(await sending(two, 'c')).toMatchObject({ reason: 'sent' });
  });
});

describe('I4 a requester who is suspended in Zendesk', () => {
  const suspended: Outside = { requester: { suspended: true }, identities: ['u'], messages: { c: [from('u')] } };

  it('gets nothing, by no route', async () => {
    expect((await reading({ ...own, ...suspended })).truth.reach).toBe('suspended');
    expect(await sending(suspended, 'c')).toMatchObject({ reason: 'suspended', posted: [] });
    expect(await sending(suspended)).toMatchObject({ reason: 'suspended', notified: [] });
  });
});

describe('I5 a ticket whose requester was changed after its conversation began', () => {
  const history = { conversation: { id: 'c', channel: 'whatsapp' }, requesterChange: { at: 40, from: '6' } };
  const changed: Outside = { history, identities: ['new'], messages: { c: [from('old')] } };

  it('writes to neither: the conversation is the other person’s', async () => {
    expect((await reading(changed)).truth.reach).toBe('otherRequester');
    expect(await sending(changed, 'c')).toEqual({ reason: 'otherRequester', posted: [], notified: [] });
    expect(await sending({ ...changed, identities: [] }, 'c')).toMatchObject({ reason: 'otherRequester' });
  });

  it('goes on when both are one person: merged users', async () => {
    const same = { ...changed, identities: ['old', 'new'] };
    expect((await reading(same)).truth.reach).toBe('conversation');
    expect(await sending(same, 'c')).toMatchObject({ reason: 'sent' });
    expect(await sending({ ...changed, conversationsOf: { new: ['c'] } }, 'c')).toMatchObject({ reason: 'sent' });
  });

  it('does not doubt a requester who never changed, whatever their identities say', async () => {
    const { requesterChange: _none, ...unchanged } = history;
    expect((await reading({ ...changed, history: unchanged })).truth.reach).toBe('conversation');
    expect(await sending({ ...changed, history: unchanged }, 'c')).toMatchObject({ reason: 'sent' });
  });

  it('leaves the conversation in which it contacted the earlier requester', async () => {
    const contacted: Outside = {
      action: 'x',
      history: { requesterChange: { at: 60, from: '6' } },
      identities: ['new'],
      messages: { c: [from('old'), ours] },
    };
    expect((await reading(contacted, { conversationId: 'c' })).truth).toMatchObject({ reach: 'phone' });
    expect((await reading(contacted, { conversationId: 'c' })).truth).not.toHaveProperty('conversation');
    const other = { ...order, sendId: '100-x-2:template:1', conversationId: 'c' };
    const { deps, posted } = world(contacted);
    expect(await sendMessage(deps, other)).toMatchObject({ failure: { reason: 'otherRequester' } });
    expect(posted).toEqual([]);
    const before = { ...contacted, history: { requesterChange: { at: 40 } } };
    expect((await reading(before, { conversationId: 'c' })).truth.conversation?.id).toBe('c');
    expect(await sendMessage(world(before).deps, other)).toMatchObject({ type: 'sent' });
  });
});
