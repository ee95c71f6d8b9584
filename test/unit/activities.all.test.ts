import { expect, it } from 'vitest';
import { createActivities } from '../../activities';
import type { Dependencies } from '../../activities/dependencies';
import { failureOf } from '../../activities/failures';
import type { TurnRequest } from '../../activities/orders';
import { VendorError } from '../../activities/vendorError';

/** Every port answers that Zendesk or Sunshine is down; the turns take what they are told. */
const down = () =>
  Promise.reject(new VendorError('GET ticket: 503', { vendor: 'zendesk', reached: 'answered', status: 503 }));
const told: unknown[] = [];
const deps = {
  now: () => 0,
  log: { warn: () => undefined },
  policy: { messages: { followUp: {} }, optOutKeywords: [] },
  zendesk: { ticket: down, updateTicket: down, optOut: down },
  sunshine: { messages: down },
  turns: {
    ask: (request: unknown) => Promise.resolve(void told.push(['ask', request])),
    stopped: (stop: unknown) => Promise.resolve(void told.push(['stopped', stop])),
  },
} as unknown as Dependencies;
const order = {
  ticketId: '100',
  sendId: 's',
  message: 'followUp',
  conversationId: 'c',
  notes: [],
  of: 'everything',
  failedMessageIds: [],
};

it.each(['readTruth', 'sendMessage', 'lookForMessage', 'updateTicket', 'storeOptOut'] as const)(
  '%s leaves as a typed failure when a vendor is down',
  async (name) => {
    const activities = createActivities(() => deps) as unknown as Record<string, (it: unknown) => Promise<unknown>>;
    const error = await activities[name]?.(order).catch((it: unknown) => it);
    expect(failureOf(error)).toMatchObject({ type: 'Doubtful', nonRetryable: false });
  },
);

it('askTurn and reportStop tell the turns', async () => {
  const activities = createActivities(() => deps);
  const request = { ticketId: '100' } as TurnRequest;
  await activities.askTurn(request);
  await activities.reportStop({ code: 132015 });
  expect(told).toEqual([
    ['ask', request],
    ['stopped', { code: 132015 }],
  ]);
});
