import { own } from '../workflows/core/own';
import { renditionOf } from './earlierAttempt';
import type { Dependencies } from './dependencies';
import type { Arm } from './experiment';
import type { LedgerFact, OutreachFact } from './ledger';
import type { SendOrder, SendOutcome } from './orders';
import { readPhone } from './phone';
import type { User } from './ports';
import { languageOf } from './render';

/** What an attempt has read on its way. */
export interface About {
  requester?: User;
  /** The customer's group in the policy's experiment: of a reminder that would really have gone out. */
  arm?: Arm;
}

/**
 * What one attempt tells the ledger; nothing if nothing was sent and nothing failed. An agent's words that go out again
 * are no outreach: they are told of the reply.
 */
export function sendFacts(deps: Dependencies, order: SendOrder, outcome: SendOutcome, about: About): LedgerFact[] {
  const { ticketId, repeats } = order;
  const end = endOf(deps, outcome) ?? (about.arm && {});
  if (!end) return [];
  if (repeats) {
    const { messageId, at } = repeats;
    const { sentAt, reference } = end;
    if (sentAt === undefined) return [];
    return [{ of: 'reply', ticketId, messageId, at, rescuedAt: sentAt, ...(reference !== undefined && { reference }) }];
  }
  const { purpose, message, dueAt } = order;
  const { sendId = order.sendId } = outcome.type === 'sent' ? outcome : {};
  const rendition = renditionOf(sendId);
  const definition = own(deps.policy.messages, message);
  const category = rendition === 'text' ? 'service' : definition?.template.category;
  const { requester } = about;
  const { version } = deps.policy.ticket;
  return [
    {
      ...{ of: 'outreach', ticketId, sendId, purpose, message, requested: order.requested === true },
      ...(category && { category }),
      ...marketOf(deps, about),
      ...(version !== undefined && { policyVersion: version }),
      ...(dueAt !== undefined && { dueAt }),
      ...(about.arm && { arm: about.arm }),
      ...(definition && requester && { language: languageOf(definition, rendition, requester.locale) }),
      ...(definition && rendition === 'template' && { template: definition.template.name }),
      ...end,
    },
  ];
}

type End = Pick<OutreachFact, 'sentAt' | 'reference' | 'failed'>;

function endOf({ now }: Dependencies, outcome: SendOutcome): End | undefined {
  if (outcome.type === 'sent') {
    const reference = outcome.messageId ?? outcome.notificationId;
    return { sentAt: outcome.at, ...(reference !== undefined && { reference }) };
  }
  if (outcome.type !== 'failed') return undefined;
  const { reason, code } = outcome.failure;
  return { failed: { at: now(), reason, ...(code !== undefined && { code }) } };
}

/** Meta bills by the calling code of the customer's number (its rate cards); a customer may have none that we see. */
function marketOf({ policy }: Dependencies, { requester }: About): Pick<OutreachFact, 'market'> {
  if (requester?.phone === undefined) return {};
  const reading = readPhone(requester.phone, policy.defaultCountry);
  return 'why' in reading ? {} : { market: reading.callingCode };
}
