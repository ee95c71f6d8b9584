import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import type {
  Outgoing,
  StoredMessage,
  SunshineConversation,
  TicketHistory,
  User,
  WhatsAppClient,
} from '../../activities/ports';
import { lookForMessage, sendMessage } from '../../activities/sendMessage';
import type { SendOrder } from '../../activities/orders';
import { SendingPaused, VendorError } from '../../activities/vendorError';
import { NOT_THERE } from '../support/vendorErrors';

const toConversation: SendOrder = {
  ticketId: '100',
  sendId: '100-incident-1:template:1',
  purpose: { kind: 'proactive', name: 'incident' },
  message: 'incident',
  rendition: 'template',
  conversationId: 'c',
  customerLastAt: 10,
  failedMessageIds: [],
};
const { conversationId: _none, ...toPhone } = toConversation;

const byCustomer = (at: number): StoredMessage => ({
  id: `customer ${at}`,
  at,
  author: 'user',
  source: 'whatsapp',
  content: 'text',
  subtypes: [],
  metadata: {},
});
const byUs = (sendId: string): StoredMessage => ({
  ...byCustomer(5),
  id: `message of ${sendId}`,
  author: 'business',
  source: 'api:conversations',
  metadata: { ticketId: '100', sendId, purpose: 'proactive:incident' },
});

const sunshineSays = (status: number, body?: unknown) =>
  new VendorError('POST', { vendor: 'sunshine', reached: 'answered', status, body });
const noAnswer = new VendorError('POST', { vendor: 'sunshine', reached: 'unknown' });

interface Outside {
  observes?: true;
  requester?: Partial<User>;
  assigneeId?: string;
  messages?: StoredMessage[];
  metadata?: SunshineConversation['metadata'];
  /** What the post, or the notification, is answered with instead of success. */
  answer?: VendorError;
  parameters?: string[];
  hours?: Dependencies['hours'];
  /** The time that the post's answer gives; none: it gives none. */
  postedAt?: number;
  /** The requester's Sunshine users, the users' WhatsApp clients and conversations, and what the audits say. */
  identities?: string[];
  clients?: Record<string, WhatsAppClient[]>;
  conversationsOf?: Record<string, string[]>;
  history?: Partial<TicketHistory>;
  /** Ids of conversations that are gone, and messages of others than the one in the order. */
  gone?: string[];
  messagesOf?: Record<string, StoredMessage[]>;
}

/** What comes of one try in such a world, and everything that was done to it. */
async function trying(order: SendOrder, outside: Outside = {}) {
  const posted: [string, Outgoing][] = [];
  const notified: [string, Outgoing][] = [];
  const asked: Record<string, string>[] = [];
  const deps = {
    policy: {
      optOutKeywords: [],
      defaultCountry: 'ES',
      ticket: { ...(outside.observes && { observes: true }) },
      messages: {
        incident: {
          template: {
            name: 'incidencia',
            languages: ['es'],
            parameters: outside.parameters ?? [],
            category: 'utility',
          },
        },
        rescued: { template: { name: 't', languages: ['es'], parameters: [] }, text: { es: '{{agent.name}}' } },
      },
    },
    integrationId: "the account's number",
    now: () => 99,
    hours: outside.hours,
    zendesk: {
      ticket: (id: string) =>
        Promise.resolve({
          id,
          requesterId: '7',
          ...(outside.assigneeId !== undefined && { assigneeId: outside.assigneeId }),
        }),
      user: (id: string) =>
        Promise.resolve(
          id === '7' ? { id, name: 'Ana', phone: '612 345 678', ...outside.requester } : { id, name: 'Eva' },
        ),
      messagingIdentities: () => Promise.resolve(outside.identities ?? []),
      history: () => Promise.resolve({ noteKeys: [], ...outside.history }),
    },
    sunshine: {
      conversation: (id: string) =>
        outside.gone?.includes(id)
          ? Promise.reject(sunshineSays(404, NOT_THERE.sunshine))
          : Promise.resolve({ id, metadata: outside.metadata ?? {} }),
      whatsAppClients: (user: string) => Promise.resolve(outside.clients?.[user] ?? []),
      whatsAppConversations: (user: string) =>
        Promise.resolve((outside.conversationsOf?.[user] ?? []).map((id) => ({ id, metadata: {} }))),
      setMetadata: (_: SunshineConversation, changes: Record<string, string>) => {
        asked.push(changes);
        return Promise.resolve();
      },
      messages: (id: string) => Promise.resolve(outside.messagesOf?.[id] ?? outside.messages ?? []),
      post: (id: string, outgoing: Outgoing) => {
        posted.push([id, outgoing]);
        const { postedAt } = outside;
        if (outside.answer) return Promise.reject(outside.answer);
        return Promise.resolve({ id: 'm1', ...(postedAt !== undefined && { at: postedAt }) });
      },
      notify: (phone: string, outgoing: Outgoing) => {
        notified.push([phone, outgoing]);
        return outside.answer ? Promise.reject(outside.answer) : Promise.resolve({ id: 'n1' });
      },
    },
  } as unknown as Dependencies;
  const outcome = await sendMessage(deps, order);
  return { outcome, posted, notified, asked, deps };
}

describe('a message into a conversation', () => {
  it('P1 is posted with our metadata from the number that the customer wrote to, and the ticket asks for the answer', async () => {
    const { outcome, posted, asked } = await trying(
      { ...toConversation, integrationId: 'their number' },
      { postedAt: 77 },
    );
    expect(outcome).toStrictEqual({ type: 'sent', at: 77, messageId: 'm1' });
    const content = { type: 'template', name: 'incidencia', language: 'es', parameters: [] };
    const metadata = { ticketId: '100', sendId: '100-incident-1:template:1', purpose: 'proactive:incident' };
    expect(posted).toEqual([['c', { content, integrationId: 'their number', metadata }]]);
    expect(asked).toEqual([{ askedBy: '100' }]);
  });

  it("goes out from the account's number where the customer's is not known, and counts from now where no time is given", async () => {
    const { outcome, posted } = await trying(toConversation);
    expect(posted[0]?.[1].integrationId).toBe("the account's number");
    expect(outcome).toMatchObject({ at: 99 });
  });

  it.each([
    [{ ticketId: '100' }, []],
    [{ ticketId: 100 }, []],
    [{ ticketId: '50', askedBy: '100' }, []],
    [{ ticketId: '50', askedBy: 100 }, []],
    [{ ticketId: '50', askedBy: '60' }, [{ askedBy: '100' }]],
  ])('P3 leaves its ticket id in a conversation of %j where it is not known there', async (metadata, asks) => {
    expect((await trying(toConversation, { metadata })).asked).toEqual(asks);
  });

  it('X1 is not sent while sending is paused, nor as a notification, and is no failure', async () => {
    for (const order of [toConversation, toPhone])
      expect((await trying(order, { answer: new SendingPaused() })).outcome).toStrictEqual({ type: 'paused' });
  });

  it('X8 is checked and not sent where the decision only observed, by conversation or notification; X10 leaves no mark', async () => {
    for (const order of [toConversation, toPhone]) {
      const { outcome, posted, notified, asked } = await trying({ ...order, observes: true });
      expect(outcome).toStrictEqual({ type: 'observed' });
      expect([posted, notified, asked]).toEqual([[], [], []]);
    }
    const missing = await trying({ ...toConversation, observes: true }, { parameters: ['{{agent.name}}'] });
    expect(missing.outcome).toMatchObject({ type: 'failed', failure: { reason: 'missingValue' } });
  });

  it('X8 is not sent either where the policy observes by now', async () => {
    const { outcome, posted } = await trying(toConversation, { observes: true });
    expect(outcome).toStrictEqual({ type: 'observed' });
    expect(posted).toEqual([]);
  });

  it('rule 3 is not sent when the customer has written since the decision, and what they wrote is handed back', async () => {
    const { outcome, posted } = await trying(toConversation, { messages: [byCustomer(10), byCustomer(11)] });
    expect(outcome).toStrictEqual({ type: 'superseded', messages: [{ by: 'customer', id: 'customer 11', at: 11 }] });
    expect(posted).toEqual([]);
  });

  it('rule 3 is sent when there is nothing newer than the decision knew; any message is newer than none', async () => {
    expect((await trying(toConversation, { messages: [byCustomer(10)] })).posted).toHaveLength(1);
    const { customerLastAt: _unknown, ...knowsNone } = toConversation;
    expect((await trying(knowsNone, { messages: [byCustomer(1)] })).outcome).toMatchObject({ type: 'superseded' });
    const notTheCustomer = { ...byCustomer(11), author: 'business', source: 'zd:agentWorkspace' } as const;
    expect((await trying(toConversation, { messages: [notTheCustomer] })).posted).toHaveLength(1);
  });

  it('rule 3 is not sent again when another try of the same intent is there; another intent is no such thing', async () => {
    const earlier = await trying(toConversation, { messages: [byUs('100-incident-1:text:12')] });
    expect(earlier.posted).toEqual([]);
    expect(earlier.outcome).toMatchObject({ type: 'sent', at: 5, sendId: '100-incident-1:text:12' });
    for (const sendId of ['100-incident-10:text:1', '100-incident:text:1', '100-incident-1:text:1:text:1'])
      expect((await trying(toConversation, { messages: [byUs(sendId)] })).posted).toHaveLength(1);
  });

  it('R9 of which an agent wrote the words goes out although the policy has a message of that name', async () => {
    const agents = { ...byCustomer(5), author: 'business', source: 'zd:agentWorkspace', text: 'Su pedido sale hoy' };
    const words: SendOrder = {
      ...toConversation,
      purpose: { kind: 'rescued', name: 'rescued' },
      message: 'rescued',
      rendition: 'text',
      repeats: { messageId: agents.id, at: 5, agentLastAt: 5 },
    };
    const { outcome, posted } = await trying(words, { messages: [agents as StoredMessage] });
    expect(outcome).toMatchObject({ type: 'sent' });
    expect(posted.map(([, { content }]) => content)).toEqual([{ type: 'text', text: agents.text }]);
  });

  it.each([400, 404, 413, 422, 499])('is refused for good with %i, with the code in the answer', async (status) => {
    const { outcome } = await trying(toConversation, { answer: sunshineSays(status, { error: { code: 131026 } }) });
    expect(outcome).toStrictEqual({ type: 'failed', failure: { reason: 'refused', code: 131026 } });
  });

  it.each([401, 403, 408, 429, 500, 502, 503, 504, 399])('may be tried again after %i', async (status) => {
    const answer = sunshineSays(status);
    await expect(trying(toConversation, { answer })).rejects.toBe(answer);
  });

  it('may be tried again where the request never left', async () => {
    const answer = new VendorError('POST', { vendor: 'sunshine', reached: 'notSent' });
    await expect(trying(toConversation, { answer })).rejects.toBe(answer);
  });

  it('rule 3 is of unknown outcome when the connection was lost', async () => {
    expect((await trying(toConversation, { answer: noAnswer })).outcome).toStrictEqual({ type: 'unknown' });
  });
});

describe('a message to a phone number', () => {
  it('P2 is a notification to the digits of the number', async () => {
    const { outcome, notified, posted, asked } = await trying(toPhone);
    expect(outcome).toStrictEqual({ type: 'sent', at: 99, notificationId: 'n1' });
    expect(notified.map(([phone]) => phone)).toEqual(['34612345678']);
    expect(notified[0]?.[1].metadata).toMatchObject({ sendId: toPhone.sendId });
    expect([posted, asked]).toEqual([[], []]);
  });

  it.each([
    [undefined, 'noPhone'],
    ['12', 'invalidPhone'],
  ])('P4 is not sent to %j', async (phone, reason) => {
    const { outcome, notified } = await trying(toPhone, { requester: { phone } as Partial<User> });
    expect(outcome).toStrictEqual({ type: 'failed', failure: { reason } });
    expect(notified).toEqual([]);
  });

  it.each([502, 504])('rule 3 is of unknown outcome after a gateway’s %i: it cannot be looked up', async (status) => {
    expect((await trying(toPhone, { answer: sunshineSays(status) })).outcome).toStrictEqual({ type: 'unknown' });
  });

  it('may be tried again after a 503, and cannot be looked up afterwards', async () => {
    const answer = sunshineSays(503);
    await expect(trying(toPhone, { answer })).rejects.toBe(answer);
    const { deps } = await trying(toPhone);
    expect(await lookForMessage(deps, toPhone)).toStrictEqual({ type: 'unknown' });
  });
});

describe('looking for a message', () => {
  it('rule 3 counts each message that we send once, and does not look for one that was sent', async () => {
    const { deps, outcome } = await trying(toConversation);
    let listed = 0;
    const messages = () => Promise.resolve([]).finally(() => (listed += 1));
    await sendMessage({ ...deps, sunshine: { ...deps.sunshine, messages } }, toConversation);
    expect(outcome).toMatchObject({ type: 'sent' });
    expect(listed).toBe(1);
  });

  it('rule 3 takes an intent as the same whatever its name, and none other', async () => {
    const named = { ...toConversation, sendId: '100-news:text:9th-1:template:2' };
    const same = await trying(named, { messages: [byUs('100-news:text:9th-1:text:1')] });
    expect(same.outcome).toMatchObject({ messageId: 'message of 100-news:text:9th-1:text:1' });
    expect((await trying(named, { messages: [byUs('100-news:text:1')] })).posted).toHaveLength(1);
  });
});

describe('what forbids a message', () => {
  it('P6 a value that is missing is named, and nothing is sent', async () => {
    const { outcome, posted } = await trying(toConversation, { parameters: ['{{agent.name}}'] });
    expect(outcome).toStrictEqual({ type: 'failed', failure: { reason: 'missingValue', detail: 'agent.name' } });
    expect(posted).toEqual([]);
  });

  it('P6 a value of the assignee is there when the ticket has one', async () => {
    const { posted } = await trying(toConversation, { parameters: ['{{agent.name}}'], assigneeId: '8' });
    expect(posted[0]?.[1].content).toMatchObject({ parameters: ['Eva'] });
  });

  it('a message that the policy does not have is an error of configuration', async () => {
    const { outcome } = await trying({ ...toConversation, message: 'birthday' });
    expect(outcome).toStrictEqual({
      type: 'failed',
      failure: { reason: 'configuration', detail: 'messages.birthday' },
    });
  });

  it('P4 the box of the customer, and nothing is posted', async () => {
    const { outcome, posted } = await trying(toConversation, { requester: { optedOut: true } });
    expect(outcome).toStrictEqual({ type: 'failed', failure: { reason: 'optedOut' } });
    expect(posted).toEqual([]);
  });

  it('an error of Zendesk, or of ours, is no answer of WhatsApp', async () => {
    for (const answer of [
      new VendorError('GET', { vendor: 'zendesk', reached: 'answered', status: 401 }),
      new VendorError('GET', { vendor: 'zendesk', reached: 'answered', status: 429 }),
      new VendorError('GET', { vendor: 'zendesk', reached: 'answered', status: 502 }),
      new VendorError('GET', { vendor: 'zendesk', reached: 'notSent', status: 400 }),
      Object.assign(new Error('a mistake of ours'), { vendor: 'sunshine', status: 400 }),
    ]) {
      const hours = { name: () => Promise.reject(answer) } as unknown as Dependencies['hours'];
      await expect(trying(toConversation, { parameters: ['{{office.name}}'], hours })).rejects.toBe(answer);
    }
  });
});
