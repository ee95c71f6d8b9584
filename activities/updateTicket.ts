import type { Dependencies } from './dependencies';
import { isRepeated } from './attempt';
import { noteText } from './notes';
import type { TicketChange } from './ports';
import { ofTicket } from './ticketGone';
import type { KeyedNote, TicketUpdate } from './orders';

/**
 * Makes one update of one ticket: everything that a decision changes on it.
 * @returns the ticket's new stamp if the old one guarded the update; without a guard, others may have changed the
 * ticket in between
 * @throws VendorError 409 when the ticket has changed since `stamp`; TicketGone
 */
export async function updateTicket(deps: Dependencies, update: TicketUpdate): Promise<{ stamp?: string }> {
  const { zendesk, hours } = deps;
  const { ticketId, stamp, status, window, clearAction, macro, lookFirst } = update;
  const notes = lookFirst || isRepeated() ? await notYetWritten(deps, update) : update.notes;
  const preview = macro === undefined ? undefined : await zendesk.macroPreview(ticketId, macro);
  if (macro !== undefined && !preview)
    deps.log.warn({ ticketId, macro }, 'the macro named in the policy does not exist; writing the note without it');
  const texts = await Promise.all(notes.map(({ note }) => noteText(deps, note)));
  const body = texts.join('\n\n');
  const change: TicketChange = {
    ...(stamp !== undefined && { stamp }),
    ...(status && { status }),
    ...(window && { window: window.state, closesAt: await hours.format(window.closesAt) }),
    ...(clearAction && { clearAction }),
    ...(body !== '' && { note: body, noteKeys: notes.map(({ key }) => key) }),
    ...(preview && { macro: preview }),
  };
  const updated = await ofTicket(zendesk.updateTicket(ticketId, change));
  return stamp === undefined ? {} : { stamp: updated.stamp };
}

/**
 * A note is a comment, so repeating an attempt would write it twice. The audits hold the keys of the notes already
 * written.
 */
async function notYetWritten({ zendesk }: Dependencies, { ticketId, notes }: TicketUpdate): Promise<KeyedNote[]> {
  if (notes.length === 0) return notes;
  const { noteKeys } = await zendesk.history(await ofTicket(zendesk.ticket(ticketId)));
  return notes.filter(({ key }) => !noteKeys.includes(key));
}
