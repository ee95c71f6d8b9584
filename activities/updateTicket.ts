import type { Dependencies } from './dependencies';
import { isRepeated } from './attempt';
import { updateFacts } from './ledgerOfUpdate';
import { noteText } from './notes';
import type { Ticket, TicketChange } from './ports';
import { quoted } from './quote';
import { ofTicket } from './ticketGone';
import type { KeyedNote, TicketUpdate } from './orders';
import { VendorError } from './vendorError';

/**
 * Makes one update of one ticket: everything that a decision changes on it. Makes none if nothing is left to change.
 * @returns the ticket's new stamp if the one that we knew guarded the update; without a guard, others may have changed
 * the ticket in between
 * @throws VendorError 409 when the ticket has changed since `stamp`; TicketGone
 */
export const updateTicket = (deps: Dependencies, update: TicketUpdate): Promise<{ stamp?: string }> =>
  attempt(deps, update).catch((error: unknown) => {
    throw isRepeated() ? inDoubt(error) : error;
  });

/** Our budget had no room for this attempt. That says nothing of the earlier one, whose answer was lost. */
function inDoubt(error: unknown): unknown {
  if (!(error instanceof VendorError) || !error.own) return error;
  const { vendor, retryAfterMs, message, cause } = error;
  return new VendorError(message, {
    ...{ vendor, cause, reached: 'unknown' },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

async function attempt(deps: Dependencies, update: TicketUpdate): Promise<{ stamp?: string }> {
  const { zendesk, hours } = deps;
  const { ticketId, status, window, answer, outcome, silence, clearAction, macro, lookFirst } = update;
  const notes = lookFirst || isRepeated() ? await notYetWritten(deps, update) : update.notes;
  const preview = macro === undefined ? undefined : await zendesk.macroPreview(ticketId, macro);
  if (macro !== undefined && !preview)
    deps.log.warn({ ticketId, macro }, 'the macro named in the policy does not exist; writing the note without it');
  const texts = await Promise.all(
    notes.map(async (it) => (await noteText(deps, it.note)) + (await quoted(deps, update, it))),
  );
  const body = texts.join('\n\n');
  const change: TicketChange = {
    ...(status && { status }),
    ...(window && { window: window.state, closesAt: await hours.format(window.closesAt) }),
    ...(answer && { answer }),
    ...(outcome && { outcome }),
    ...(silence && { silence }),
    ...(clearAction && { clearAction }),
    ...(body !== '' && { note: body, noteKeys: notes.map(({ key }) => key) }),
    ...(preview && { macro: preview }),
  };
  const written = await write(deps, update, change);
  deps.ledger?.note(() => updateFacts(update, deps.now()));
  return written;
}

/**
 * An update that needs no guard is guarded all the same if we know the ticket's stamp: the answer's stamp can then
 * guard the next update. If the ticket has changed since, it is made without a guard.
 */
async function write(
  { zendesk }: Dependencies,
  { ticketId, stamp, known }: TicketUpdate,
  change: TicketChange,
): Promise<{ stamp?: string }> {
  const guard = stamp ?? known;
  const put = (by: { stamp?: string }): Promise<Ticket | undefined> =>
    ofTicket(() => zendesk.updateTicket(ticketId, { ...change, ...by }));
  if (guard === undefined) {
    await put({});
    return {};
  }
  try {
    const updated = await put({ stamp: guard });
    return { stamp: updated?.stamp ?? guard };
  } catch (error) {
    if (stamp !== undefined || !isConflict(error)) throw error;
    await put({});
    return {};
  }
}

const isConflict = (error: unknown): boolean => error instanceof VendorError && error.status === 409 && !error.collided;

/**
 * A note is a comment, so repeating an attempt would write it twice. The audits hold the keys of the notes already
 * written.
 */
async function notYetWritten({ zendesk }: Dependencies, { ticketId, notes }: TicketUpdate): Promise<KeyedNote[]> {
  if (notes.length === 0) return notes;
  const { noteKeys } = await zendesk.history(await ofTicket(() => zendesk.ticket(ticketId)));
  return notes.filter(({ key }) => !noteKeys.includes(key));
}
