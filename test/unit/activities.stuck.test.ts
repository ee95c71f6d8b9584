/** K1 and K3: what a send does about answers of Zendesk, and about a ticket that has changed since it was read. */
import { describe, expect, it, vi } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import { failureOf } from '../../activities/failures';
import { noteText } from '../../activities/notes';
import type { Note, SendFailure, SendOrder } from '../../activities/orders';
import type { Ticket, User } from '../../activities/ports';
import { sendMessage } from '../../activities/sendMessage';
import { TicketGone } from '../../activities/ticketGone';
import { VendorError } from '../../activities/vendorError';
import { NOT_THERE } from '../support/vendorErrors';

const order: SendOrder = {
  ticketId: '100',
  sendId: '100-reopening-1:template:1',
  purpose: { kind: 'reopening', name: 'reopening' },
  message: 'reopening',
  rendition: 'template',
  conversationId: 'conversation',
  failedMessageIds: [],
};

const answered = (status: number): VendorError =>
  new VendorError(`GET /api/v2/x: ${status}`, {
    vendor: 'zendesk',
    reached: 'answered',
    status,
    body: NOT_THERE.zendesk,
  });

interface Outside {
  ticket?: Promise<Partial<Ticket>>;
  user?: (id: string) => Promise<Partial<User>>;
  identities?: Promise<string[]>;
  parameters?: string[];
  /** When an agent wrote last. */
  agentAt?: number;
}

function sending({ ticket, user, identities, parameters = [], agentAt }: Outside) {
  const post = vi.fn(() => Promise.resolve({ id: 'm2', at: 9 }));
  const users: string[] = [];
  const agents = agentAt === undefined ? [] : [agentAt];
  const deps = {
    policy: {
      optOutKeywords: [],
      optOutReplyKeywords: [],
      ticket: {},
      messages: { reopening: { template: { name: 'reapertura', languages: ['es'], parameters } } },
    },
    integrationId: 'number',
    now: () => 9,
    zendesk: {
      ticket: () =>
        ticket ?? Promise.resolve({ id: '100', requesterId: '1', assigneeId: '2', stamp: 'v1', subject: 'S' }),
      user: (id: string) => {
        users.push(id);
        return user?.(id) ?? Promise.resolve({ id, name: id === '2' ? 'Eva' : 'Ana' });
      },
      messagingIdentities: () => identities ?? Promise.resolve([]),
      history: () => Promise.resolve({ noteKeys: [] }),
    },
    sunshine: {
      conversation: () => Promise.resolve({ id: 'conversation', metadata: { ticketId: '100' } }),
      messages: () =>
        Promise.resolve(
          agents.map((at) => ({
            id: 'a',
            at,
            author: 'business',
            source: 'zd:agentWorkspace',
            content: 'text',
            subtypes: [],
            metadata: { '__zendesk_msg.agent.id': '901' },
          })),
        ),
      whatsAppClients: () => Promise.resolve([]),
      post,
    },
  } as unknown as Dependencies;
  return { deps, post, users };
}

describe('K3 what Zendesk refuses for good during a send', () => {
  it.each([400, 403, 404, 410, 422])('a %i to the requester ends it, and is reported', async (status) => {
    const { deps, post } = sending({ user: () => Promise.reject(answered(status)) });
    const failure = { reason: 'zendesk', detail: `GET /api/v2/x: ${status}` };
    expect(await sendMessage(deps, order)).toEqual({ type: 'failed', failure });
    expect(post).not.toHaveBeenCalled();
  });

  it.each([403, 422])('so does a %i to the ticket, and to its requester’s identities', async (status) => {
    const failed = { type: 'failed', failure: { reason: 'zendesk' } };
    const toTicket = sending({ ticket: Promise.reject(answered(status)) });
    expect(await sendMessage(toTicket.deps, order)).toMatchObject(failed);
    const toIdentities = sending({ identities: Promise.reject(answered(status)) });
    expect(await sendMessage(toIdentities.deps, order)).toMatchObject(failed);
  });

  it.each([401, 408, 409, 429, 500, 503])('a %i ends nothing: it is tried again', async (status) => {
    const { deps } = sending({ user: () => Promise.reject(answered(status)) });
    await expect(sendMessage(deps, order)).rejects.toMatchObject({ status });
  });

  it('a ticket that is gone ends its run', async () => {
    const { deps } = sending({ ticket: Promise.reject(answered(404)) });
    await expect(sendMessage(deps, order)).rejects.toBeInstanceOf(TicketGone);
  });
});

describe('K3 the assignee', () => {
  const assigneeGone = (status: number) => (id: string) =>
    id === '2' ? Promise.reject(answered(status)) : Promise.resolve({ id, name: 'Ana' });

  it.each([403, 404, 422])('who cannot be read (%i) stops nothing', async (status) => {
    const plain = sending({ user: assigneeGone(status) });
    expect(await sendMessage(plain.deps, order)).toMatchObject({ type: 'sent' });
    const withFallback = sending({ user: assigneeGone(status), parameters: ['{{agent.name|el equipo}}'] });
    expect(await sendMessage(withFallback.deps, order)).toMatchObject({ type: 'sent' });
  });

  it('P6 who has no name leaves a value missing where there is no fallback', async () => {
    const { deps } = sending({ user: assigneeGone(404), parameters: ['{{agent.name}}'] });
    const failure = { reason: 'missingValue', detail: 'agent.name' };
    expect(await sendMessage(deps, order)).toEqual({ type: 'failed', failure });
  });

  it('is read only for a message that names them', async () => {
    const plain = sending({});
    await sendMessage(plain.deps, order);
    expect(plain.users).toEqual(['1']);
    const named = sending({ parameters: ['{{agent.name}}'] });
    await sendMessage(named.deps, order);
    expect(named.users).toEqual(['1', '2']);
  });
});

describe('K1 a repeated attempt, for which nothing was read', () => {
  const known = { stamp: 'v1', agentLastAt: 5 };

  it('is made where ticket and messages are as they were', async () => {
    expect(await sendMessage(sending({ agentAt: 5 }).deps, { ...order, known })).toMatchObject({ type: 'sent' });
  });

  it('is not made where the ticket has changed, or an agent has written', async () => {
    const changed = sending({});
    expect(await sendMessage(changed.deps, { ...order, known: { stamp: 'v0' } })).toEqual({
      type: 'superseded',
      messages: [],
    });
    expect(changed.users).toEqual([]);
    const wrote = sending({ agentAt: 6 });
    expect(await sendMessage(wrote.deps, { ...order, known })).toMatchObject({
      type: 'superseded',
      messages: [{ id: 'a' }],
    });
    expect(wrote.post).not.toHaveBeenCalled();
  });

  it('a first attempt, decided on a fresh reading, asks for neither', async () => {
    expect(await sendMessage(sending({ agentAt: 6 }).deps, order)).toMatchObject({ type: 'sent' });
  });
});

describe('K4, K5 what the notes say', () => {
  const text = async (language: 'es' | 'en', note: Note): Promise<string> =>
    noteText({ policy: { language, messages: {} }, ticketUrl: (id: string) => id } as unknown as Dependencies, note);
  const purpose = { kind: 'proactive', name: 'x' } as const;
  const failed = (failure: SendFailure): Note => ({ kind: 'sendFailed', purpose, message: 'x', failure });
  const notes: Note[] = [
    { kind: 'optedOut', refused: true },
    { kind: 'optedOut', refused: true, of: 'marketing' },
    { kind: 'sendDelayed', purpose, notTaken: true },
    failed({ reason: 'notTaken' }),
    failed({ reason: 'zendesk', detail: 'GET /api/v2/users/1: 403' }),
  ];

  it('differs from note to note, in both languages', async () => {
    const texts = await Promise.all(notes.flatMap((note) => [text('es', note), text('en', note)]));
    expect(new Set(texts).size).toBe(10);
    expect(await text('es', notes[0]!)).toContain('Marca tú la casilla «WhatsApp: no quiere mensajes»');
    expect(await text('en', notes[4]!)).toContain('(GET /api/v2/users/1: 403)');
  });
});

describe('K4 a refusal of the user', () => {
  it('tells a forbidden object from wrong credentials, and our own budget from the vendor’s', () => {
    expect(failureOf(answered(403))).toMatchObject({ type: 'Unauthorized', details: ['zendesk', 403] });
    const refusal = { vendor: 'zendesk', reached: 'notSent', status: 429, retryAfterMs: 5 } as const;
    expect(failureOf(new VendorError('own', { ...refusal, own: true }))).toMatchObject({
      type: 'TryLater',
      details: [5, 'notCarriedOut'],
    });
    const theirs = { ...refusal, reached: 'answered' } as const;
    expect(failureOf(new VendorError('theirs', theirs))).toMatchObject({ details: [5, 'pausesGrow'] });
  });
});
