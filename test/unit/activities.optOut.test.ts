import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import { objection } from '../../activities/consent';
import { isOptOut, optOutReplyWords, optOutWords } from '../../activities/optOutWords';
import type { Policy } from '../../activities/policy';
import type { TicketHistory, User } from '../../activities/ports';
import { storeOptOut } from '../../activities/storeOptOut';
import type { OptOutOrder, SendOrder } from '../../activities/orders';
import { VendorError } from '../../activities/vendorError';
import { NOT_THERE } from '../support/vendorErrors';

describe('the keywords', () => {
  it.each([
    ['es', 'stop'],
    ['en', 'Unsubscribe!'],
    ['en', 'stop'],
  ] as const)('with language %s, %s opts out by default', (language, text) => {
    expect(isOptOut(text, optOutWords[language])).toBe(true);
  });

  it('O7 hold BAJA by default only among those that count in reply to an outreach', () => {
    expect(isOptOut('Baja', optOutWords.es)).toBe(false);
    expect(isOptOut('Baja', optOutReplyWords.es)).toBe(true);
    expect(optOutReplyWords.en).toEqual([]);
  });

  it.each([
    ['bajá', 'BAJA'],
    ['ST\u00adOP\u200b', 'STOP'],
    ['\u200eS\u200bTOP', 'STOP'],
    ['ΣΤΟΠ', 'στοπ'],
    ['Στόπ', 'ΣΤΟΠ'],
    ['стоп\u0301', 'СТОП'],
    ['İPTAL', 'iptal'],
  ])('are the same with and without accents where these are accents: %s is %s', (text, keyword) => {
    expect(isOptOut(text, [keyword])).toBe(true);
  });

  it.each([
    ['が', 'か'],
    ['か\u3099', 'か'],
    ['กิน', 'กน'],
    ['कि', 'क'],
    ['حَب', 'حب'],
    ['שָׁלוֹם', 'שלום'],
    ['한', '하'],
  ])('are not the same without the marks that are part of a letter: %s is not %s', (text, keyword) => {
    expect(isOptOut(text, [keyword])).toBe(false);
    expect(isOptOut(text, [text.normalize('NFC')])).toBe(true);
    expect(isOptOut(`¡${text}! ✋🏽`, [text.normalize('NFD')])).toBe(true);
  });

  it.each(['STOP ✋\ufe0f', '⛔\ufe0f STOP', '❤\ufe0fSTOP❤\ufe0f', '\u200eSTOP\u200d'])(
    'are known beside emoji: %s',
    (text) => {
      expect(isOptOut(text, ['STOP'])).toBe(true);
    },
  );

  it.each(['cancelar', 'fin', 'no', 'salir', 'cancel', 'end', 'quit', 'Baja California'])(
    '%s may mean something else to a support team and does not',
    (text) => {
      for (const words of Object.values(optOutWords)) expect(isOptOut(text, words)).toBe(false);
    },
  );

  it('of several words are known with any space, hyphen or line between them', () => {
    for (const text of ['opt out', 'Opt-Out', ' OPT\nOUT. ']) expect(isOptOut(text, ['OPT-OUT'])).toBe(true);
    expect(isOptOut('opt - out', ['OPT-OUT'])).toBe(true);
    expect(isOptOut('optout', ['OPT-OUT'])).toBe(false);
  });

  it('that hold no letter are none: they would fit every message without one', () => {
    for (const text of ['!!', '', undefined]) expect(isOptOut(text, ['🛑'])).toBe(false);
  });
});

describe('storing an opt-out', () => {
  const stop = { conversationId: 'conversation', at: 5 };

  /** What was done to Zendesk and Sunshine, in this order. */
  async function stored(
    order: Omit<OptOutOrder, 'ticketId'> | 'ticket',
    hasField = true,
    history: Partial<TicketHistory> = {},
    status?: number,
    clients: string[] = [],
  ) {
    const acts: unknown[] = [];
    const deps = {
      zendesk: {
        ticket: () => Promise.resolve({ requesterId: '7' }),
        history: () => Promise.resolve({ noteKeys: [], ...history }),
        messagingIdentities: () => Promise.resolve(['u']),
        optOut: (id: string, of: string) => {
          acts.push(['tick', id, of]);
          return Promise.resolve(hasField);
        },
      },
      sunshine: {
        whatsAppClients: () => Promise.resolve(clients.map((it) => ({ status: it }))),
        conversation: (id: string) =>
          status === undefined
            ? Promise.resolve({ id, metadata: { ticketId: '1' } })
            : Promise.reject(
                new VendorError('GET', { vendor: 'sunshine', reached: 'answered', status, body: NOT_THERE.sunshine }),
              ),
        setMetadata: ({ id }: { id: string }, changes: unknown) => {
          acts.push(['keep', id, changes]);
          return Promise.resolve();
        },
      },
      log: { warn: (details: unknown) => acts.push(['warn', details]) },
    } as unknown as Dependencies;
    return { end: await storeOptOut(deps, order === 'ticket' ? '100' : { ticketId: '100', ...order }), acts };
  }

  it('X21 O1 is stored also where a run of release 0.1.0 asks for it, which names only its ticket', async () => {
    expect(await stored('ticket')).toEqual({ end: 'stored', acts: [['tick', '7', 'everything']] });
  });

  it('O2 ticks the box first, then keeps in the conversation which STOP it was', async () => {
    expect(await stored({ of: 'everything', stop })).toEqual({
      end: 'stored',
      acts: [
        ['tick', '7', 'everything'],
        ['keep', 'conversation', { stopStored: '5' }],
      ],
    });
  });

  it('I5 is the opt-out of the person whose conversation it is, not of a requester who came later', async () => {
    const conversation = { id: 'conversation', channel: 'whatsapp' };
    const changed = { conversation, requesterChange: { at: 1, from: '6' } };
    expect((await stored({ of: 'everything', stop }, true, changed)).acts[0]).toEqual(['tick', '6', 'everything']);
    expect((await stored({ of: 'marketing' }, true, changed)).acts[0]).toEqual(['tick', '7', 'marketing']);
    const { requesterChange } = changed;
    expect((await stored({ of: 'everything', stop }, true, { requesterChange })).acts[0]).toEqual([
      'tick',
      '7',
      'everything',
    ]);
  });

  it('I1 is stored also when its conversation has been merged away', async () => {
    const { end, acts } = await stored({ of: 'everything', stop }, true, {}, 404);
    expect([end, acts]).toEqual(['stored', [['tick', '7', 'everything']]]);
  });

  it('K5 the box counts as ticked where Sunshine does not take the record of it, which is made later', async () => {
    for (const status of [403, 500])
      expect(await stored({ of: 'everything', stop }, true, {}, status)).toEqual({
        end: 'unkept',
        acts: [['tick', '7', 'everything']],
      });
    expect(await stored({ of: 'everything', stop, keepOnly: true })).toEqual({
      end: 'stored',
      acts: [['keep', 'conversation', { stopStored: '5' }]],
    });
    const failing = stored({ of: 'everything', stop, keepOnly: true }, true, {}, 500);
    await expect(failing).rejects.toMatchObject({ status: 500 });
  });

  it('O4 O8 where Zendesk has no such field, the conversation remembers it, and other runs try as well', async () => {
    expect(await stored({ of: 'everything', stop }, false)).toEqual({
      end: 'noField',
      acts: [
        ['tick', '7', 'everything'],
        ['warn', { ticketId: '100', of: 'everything' }],
        ['keep', 'conversation', { stopSaid: '5' }],
      ],
    });
  });

  it("O11 a block is stored only where WhatsApp's client shows it", async () => {
    const block = { of: 'everything', block: true } as const;
    expect(await stored(block, true, {}, undefined, ['blocked'])).toEqual({
      end: 'stored',
      acts: [['tick', '7', 'everything']],
    });
    for (const clients of [['active'], ['inactive'], ['blocked', 'active'], []])
      expect(await stored(block, true, {}, undefined, clients)).toEqual({ end: 'unshown', acts: [] });
  });

  it('O5 marketing is a box of its own', async () => {
    expect((await stored({ of: 'marketing' })).acts).toEqual([['tick', '7', 'marketing']]);
  });
});

describe('what the boxes forbid at the moment of sending', () => {
  const template = { name: 't', languages: ['es'], parameters: [] };
  const policy = {
    ticket: { proactive: {} },
    messages: {
      plain: { template },
      offer: { template: { ...template, category: 'marketing' } },
      notice: { template: { ...template, category: 'utility' } },
    },
  } as unknown as Policy;
  const strict = { ...policy, ticket: { ...policy.ticket, consentRequired: true } } as Policy;
  const order = (kind: 'followUp' | 'proactive', message = 'plain', rendition: SendOrder['rendition'] = 'template') =>
    ({ purpose: { kind, name: kind }, message, rendition }) as SendOrder;
  const user = (boxes: Partial<User>): User => ({ id: '7', name: '', ...boxes });

  it.each(['followUp', 'proactive'] as const)('O1 STOP: no %s, in no rendition', (kind) => {
    for (const rendition of ['text', 'template'] as const) {
      expect(objection(policy, order(kind, 'plain', rendition), user({ optedOut: true }))).toEqual({
        reason: 'optedOut',
      });
    }
  });

  it('C2 no consent: nothing proactive where it is required', () => {
    for (const boxes of [{}, { optedIn: false }]) {
      expect(objection(strict, order('proactive'), user(boxes))).toEqual({ reason: 'noConsent' });
      expect(objection(strict, order('followUp'), user(boxes))).toBeUndefined();
      expect(objection(policy, order('proactive'), user(boxes))).toBeUndefined();
    }
    expect(objection(strict, order('proactive'), user({ optedIn: true }))).toBeUndefined();
  });

  it.each([
    ['a marketing template', order('followUp', 'offer'), true],
    ['a proactive template of unknown category', order('proactive'), true],
    ['a utility template, proactive too', order('proactive', 'notice'), false],
    ['a follow-up of unknown category', order('followUp'), false],
    ['free-form text', order('proactive', 'offer', 'text'), false],
  ])('O6 who stopped marketing: %s', (_what, what, isForbidden) => {
    const reason = objection(policy, what, user({ marketingOptedOut: true }))?.reason;
    expect(reason).toBe(isForbidden ? 'marketingOptedOut' : undefined);
    expect(objection(policy, what, user({}))).toBeUndefined();
  });
});
