import { describe, expect, it, vi } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
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
