import { saysNotThere } from './vendorError';

/** The ticket itself does not exist (any more). Other things that are not found do not end its workflow. */
export class TicketGone extends Error {
  override readonly name = 'TicketGone';
}

/**
 * Makes a call that is about this ticket only. Its run ends with what Zendesk says twice: a copy of its database may be
 * behind.
 * @throws TicketGone when Zendesk itself says, twice, that there is no such ticket
 */
export async function ofTicket<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!saysNotThere(error)) throw error;
  }
  try {
    return await call();
  } catch (error) {
    if (saysNotThere(error)) throw new TicketGone(error.message, { cause: error });
    throw error;
  }
}
