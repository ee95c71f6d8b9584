import { VendorError } from './vendorError';

/** The ticket itself does not exist (any more). Other things that are not found do not end its workflow. */
export class TicketGone extends Error {
  override readonly name = 'TicketGone';
}

/** @throws TicketGone when Zendesk answers 404 to a call that is about this ticket only */
export async function ofTicket<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof VendorError && (error.status === 404 || error.status === 410)) {
      throw new TicketGone(error.message, { cause: error });
    }
    throw error;
  }
}
