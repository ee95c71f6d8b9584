import { fieldKeys } from '../../vendors/zendesk/fields';

/** The keys in the marks of our things. They are stored in the account, so they must never change. */
export const keys = {
  ...fieldKeys,
  webhook: 'webhook',
  conversations: 'conversations',
  notifications: 'notifications',
  userField: (key: string) => `user-field.${key}`,
  created: 'trigger.ticket-created',
  status: (status: string) => `trigger.status.${status}`,
  requested: (action: string) => `trigger.action.${action}`,
  macro: (action: string) => `macro.${action}`,
  closingView: 'view.closing',
  owedView: 'view.owed',
  unansweredView: 'view.unanswered',
} as const;
