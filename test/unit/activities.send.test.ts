import { describe, expect, it, vi } from 'vitest';
import { createActivities } from '../../activities';
import type { Dependencies } from '../../activities/dependencies';
import type { OwnWork } from '../../activities/ownWork';
import type { StoredMessage } from '../../activities/ports';
import { lookForMessage, sendMessage } from '../../activities/sendMessage';
import type { SendOrder } from '../../activities/orders';
import { VendorError } from '../../activities/vendorError';
import { NOT_THERE } from '../support/vendorErrors';

const order: SendOrder = {
  ticketId: '100',
  sendId: '100-reopening-1:template:2',
  purpose: { kind: 'reopening', name: 'reopening' },
  message: 'reopening',
  rendition: 'template',
  conversationId: 'conversation',
  failedMessageIds: [],
};
const earlierText: StoredMessage = {
  id: 'm1',
  at: 7,
  author: 'business',
  source: 'api:conversations',
  content: 'text',
  subtypes: [],
  metadata: { ticketId: '100', sendId: '100-reopening-1:text:1', purpose: 'reopening' },
};
const asFound = { type: 'sent', at: 7, messageId: 'm1', sendId: '100-reopening-1:text:1' };

/** A conversation that holds these messages, of a requester who has opted out or not. */
function conversationWith(messages: StoredMessage[] | VendorError, optedOut = false) {
  const post = vi.fn(() => Promise.resolve({ id: 'm2', at: 9 }));
  const deps = {
    policy: {
      optOutKeywords: [],
      ticket: {},
      messages: { reopening: { template: { name: 'reapertura', languages: ['es'], parameters: [] } } },
    },
    integrationId: 'number',
    now: () => 9,
    zendesk: {
      ticket: () => Promise.resolve({ id: '100', requesterId: '1' }),
      user: () => Promise.resolve({ id: '1', name: 'Ana', optedOut }),
      messagingIdentities: () => Promise.resolve([]),
      history: () => Promise.resolve({ noteKeys: [] }),
    },
    sunshine: {
      conversation: () => Promise.resolve({ id: 'conversation', metadata: { ticketId: '100' } }),
      messages: () => (messages instanceof VendorError ? Promise.reject(messages) : Promise.resolve(messages)),
      post,
    },
  } as unknown as Dependencies;
  return { deps, post };
}

describe('rule 3: a try after one of which nobody can say whether it arrived', () => {
  it('posts nothing where the conversation holds the earlier one, also in its other rendition', async () => {
    const { deps, post } = conversationWith([earlierText]);
    expect(await sendMessage(deps, order)).toEqual(asFound);
    expect(post).not.toHaveBeenCalled();
  });

  it('posts where the earlier one is known to have failed', async () => {
    const { deps, post } = conversationWith([earlierText]);
    expect(await sendMessage(deps, { ...order, failedMessageIds: ['m1'] })).toMatchObject({ messageId: 'm2' });
    expect(post).toHaveBeenCalledOnce();
  });

  it('posts where it knows the failed one by its attempt only, as it does of a notification', async () => {
    const { deps, post } = conversationWith([earlierText]);
    const failedSendIds = [String(earlierText.metadata.sendId)];
    expect(await sendMessage(deps, { ...order, failedSendIds })).toMatchObject({ messageId: 'm2' });
    expect(post).toHaveBeenCalledOnce();
  });

  it('says that the earlier one was sent, even if the customer has opted out since', async () => {
    expect(await sendMessage(conversationWith([earlierText], true).deps, order)).toEqual(asFound);
    const failed = { type: 'failed', failure: { reason: 'optedOut' } };
    expect(await sendMessage(conversationWith([], true).deps, order)).toEqual(failed);
  });

  it('finds nothing in a conversation that is gone, and waits where it cannot be read', async () => {
    const answered = (status: number) =>
      new VendorError('GET', { vendor: 'sunshine', reached: 'answered', status, body: NOT_THERE.sunshine });
    expect(await lookForMessage(conversationWith(answered(404)).deps, order)).toEqual({ type: 'absent' });
    await expect(lookForMessage(conversationWith(answered(502)).deps, order)).rejects.toThrow(VendorError);
  });
});

describe('rule 3 D6: a list with a message that cannot be read', () => {
  const asked: SendOrder = { ...order, customerLastAt: 5 };
  const word: StoredMessage = { ...earlierText, id: 'c', at: 5, author: 'user', source: 'whatsapp', metadata: {} };
  const unread: StoredMessage = { ...earlierText, id: '', author: 'unknown', metadata: {}, unread: true };
  const unnamed: StoredMessage = { ...earlierText, metadata: {}, unnamed: true };
  const lastOf = (it: StoredMessage) => conversationWith([word, it]);
  const unknown = { type: 'unknown' };

  it.each([
    ['nothing of it', unread],
    ['its metadata', unnamed],
    ['its time, and so its place,', { ...unread, at: 0 }],
  ])(
    'of which %s can be read: it may be ours, so nothing is sent again, and no look finds it absent',
    async (_, it) => {
      const { deps, post } = lastOf(it);
      expect(await sendMessage(deps, asked)).toEqual(unknown);
      expect(post).not.toHaveBeenCalled();
      await expect(lookForMessage(deps, asked)).rejects.toThrow(/cannot be read, and may be ours/);
    },
  );

  it('cannot be ours where it stands before the customer’s last word, is theirs, or is known to have failed', async () => {
    const before = conversationWith([{ ...unread, at: 4 }, word]).deps;
    const theirs = lastOf({ ...unnamed, author: 'user' }).deps;
    for (const deps of [before, theirs]) expect(await lookForMessage(deps, asked)).toEqual({ type: 'absent' });
    const failed = { ...asked, failedMessageIds: ['m1'] };
    expect(await lookForMessage(lastOf(unnamed).deps, failed)).toEqual({ type: 'absent' });
    expect(await sendMessage(before, asked)).toMatchObject({ type: 'sent' });
  });

  it('does not stop a first attempt, nor one whose predecessors are all known to have failed', async () => {
    const first = { ...asked, sendId: '100-reopening-1:text:1' };
    const second = { ...asked, failedSendIds: ['100-reopening-1:text:1'] };
    for (const it of [first, second])
      expect(await sendMessage(lastOf(unread).deps, it)).toMatchObject({ type: 'sent' });
    const others = { ...asked, sendId: '100-reopening-1:template:3', failedSendIds: ['100-reopening-1:text:1'] };
    expect(await sendMessage(lastOf(unread).deps, others)).toEqual(unknown);
  });

  it('R11 stops an agent’s words at the first attempt too: another ticket may have sent them', async () => {
    const words = { ...asked, sendId: '100-rescued-a1:text:1', repeats: { messageId: 'a1', at: 2, agentLastAt: 2 } };
    const { deps, post } = lastOf(unread);
    expect(await sendMessage(deps, words)).toEqual(unknown);
    expect(post).not.toHaveBeenCalled();
  });

  it('is no reason to call an earlier attempt unsent where the customer has opted out since', async () => {
    expect(await sendMessage(conversationWith([word, unread], true).deps, asked)).toEqual(unknown);
    const first = { ...asked, sendId: '100-reopening-1:text:1' };
    expect(await sendMessage(conversationWith([word, unread], true).deps, first)).toMatchObject({ type: 'failed' });
  });

  it('does not hide ours where it can be read beside it', async () => {
    const { deps } = conversationWith([word, unread, earlierText]);
    expect(await lookForMessage(deps, asked)).toEqual(asFound);
    expect(await sendMessage(deps, asked)).toEqual(asFound);
  });
});

describe('B12 what the receiver of this process need not tell', () => {
  const sentBy = async (by: SendOrder): Promise<string[]> => {
    const { deps } = conversationWith([]);
    const sent: string[] = [];
    const ownWork = { sent: (it: string) => void sent.push(it) } as OwnWork;
    const notify = () => Promise.resolve({ id: 'n1' });
    const requester = { id: '1', name: 'Ana', phone: '+34600110001' };
    const zendesk = { ...deps.zendesk, user: () => Promise.resolve(requester) };
    const all = { ...deps, ownWork, zendesk, sunshine: { ...deps.sunshine, notify } } as unknown as Dependencies;
    const outcome = await createActivities(() => all).sendMessage(by);
    expect(outcome).toMatchObject({ type: 'sent' });
    return sent;
  };

  it('B12 is a message that it has sent into a conversation', async () => {
    expect(await sentBy(order)).toEqual([order.sendId]);
  });

  it('B12 but a notification is told of: the hint may say in which conversation it is', async () => {
    const { conversationId: _conversation, ...notification } = order;
    expect(await sentBy(notification)).toEqual([]);
  });
});
