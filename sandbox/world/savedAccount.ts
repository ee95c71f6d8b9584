import type { World } from './world';

const stored = [
  ...(['credentials', 'oauth', 'people', 'tickets', 'conversations', 'fields', 'userFields', 'macros'] as const),
  ...(['triggers', 'triggerCategories', 'views', 'webhooks', 'integrations', 'sunshineWebhooks'] as const),
  ...(['switches', 'schedule', 'templates', 'sequences'] as const),
];

/** All that an account's vendors store, without what is on its way and what was asked. */
export type SavedAccount = Pick<World, (typeof stored)[number]>;

/** As it is now: later changes to the account do not show in it, nor the other way round. */
export const copyOf = (account: SavedAccount): SavedAccount =>
  structuredClone(Object.fromEntries(stored.map((key) => [key, account[key]])) as unknown as SavedAccount);
