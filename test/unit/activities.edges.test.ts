/** Inputs of the activities that are nearly the same and mean something else. */
import { describe, expect, it } from 'vitest';
import { objection } from '../../activities/consent';
import { parseDeliveryError } from '../../activities/deliveryError';
import type { Dependencies } from '../../activities/dependencies';
import type { SendOrder } from '../../activities/orders';
import { maskedJson } from '../../activities/mask';
import { answersWhat } from '../../activities/earlierConversation';
import { leave } from '../../activities/leave';
import { phoneDigits } from '../support/phoneDigits';
import type { MessageDefinition, Policy } from '../../activities/policy';
import type { Ticket, User } from '../../activities/ports';
import { render } from '../../activities/render';
import { VendorError } from '../../activities/vendorError';
import { NOT_THERE } from '../support/vendorErrors';

describe('rule 4 the language of a message', () => {
  const message = {
    template: { name: 'hola', languages: ['es', 'en'], parameters: [] },
    text: { en: 'Hello' },
  } as unknown as MessageDefinition;
  const subjects = { ticket: {} as Ticket, requester: { name: 'Ana', locale: 'es' } as User };
  const rendered = (rendition: 'text' | 'template') => render({} as Dependencies, message, rendition, subjects);

  it('is one that this rendition has: the template and the text may have different ones', async () => {
    expect(await rendered('template')).toMatchObject({ type: 'template', language: 'es' });
    expect(await rendered('text')).toEqual({ type: 'text', text: 'Hello' });
  });
});

describe('O6 a customer who wants no marketing', () => {
  const order = { message: 'gone', rendition: 'template', purpose: { kind: 'proactive', name: 'gone' } } as SendOrder;
  const policy = { ticket: {}, messages: {} } as unknown as Policy;

  it('gets no proactive template whose category the policy no longer has', () => {
    const requester = { marketingOptedOut: true } as User;
    expect(objection(policy, order, requester)).toEqual({ reason: 'marketingOptedOut' });
    const followUp = { ...order, purpose: { kind: 'followUp', name: 'followUp' } } as const;
    expect(objection(policy, followUp, requester)).toBeUndefined();
  });
});

describe('P4 a phone number', () => {
  it('in WhatsApp’s own form, without a plus sign, is understood in whatever country the account is', () => {
    expect(phoneDigits('34600111222', 'US')).toBe('34600111222');
    expect(phoneDigits('600 111 222', 'ES')).toBe('34600111222');
  });
});

describe('131047 in its old form', () => {
  it('is known as a number and as text', () => {
    expect(parseDeliveryError({ code: 470 })).toMatchObject({ code: 131047 });
    expect(parseDeliveryError({ code: '470' })).toMatchObject({ code: 131047 });
  });
});

describe('rule 11 personal data in a vendor’s answer', () => {
  it('is hidden in its texts, numbers and keys, at any depth that is kept', () => {
    const answer = {
      to: '+34 600 111 222',
      list: ['ana@example.com', 34600111222],
      'ana@example.com': 'open',
      code: 131047,
    };
    expect(maskedJson(answer)).toEqual({ to: '…', list: ['…', '…'], '…': 'open', code: 131047 });
    expect(maskedJson('ES.A1B2C3D4 wrote')).toBe('… wrote');
    expect(maskedJson([null, true, 'pending', 404])).toEqual([null, true, 'pending', 404]);
  });
});

it('a failed request keeps what caused it', () => {
  const cause = new Error('socket hang up');
  expect(new VendorError('GET /tickets: 500', { vendor: 'zendesk', reached: 'unknown', cause }).cause).toBe(cause);
});

describe('G12 a 404 of Sunshine on the way', () => {
  const conversation = { id: 'c', metadata: { ticketId: '100' } };
  const saying = (body: unknown) => {
    const error = new VendorError('404', { vendor: 'sunshine', reached: 'answered', status: 404, body });
    const rejects = (): Promise<never> => Promise.reject(error);
    const deps = { zendesk: { messagingIdentities: rejects }, sunshine: { setMetadata: rejects } } as never;
    const leaving = (): Promise<void> => leave(deps, conversation, '100', 'closed');
    return { error, leaving, linking: () => answersWhat(deps, '7', conversation) };
  };

  it('of a page that is not the vendor’s is tried again: neither mark nor link of a conversation is given up', async () => {
    const { error, leaving, linking } = saying('<html><title>We are back soon</title>');
    await expect(leaving()).rejects.toBe(error);
    await expect(linking()).rejects.toBe(error);
  });

  it('of Sunshine itself stands', async () => {
    const { leaving, linking } = saying(NOT_THERE.sunshine);
    await expect(leaving()).resolves.toBeUndefined();
    await expect(linking()).resolves.toEqual({});
  });
});
