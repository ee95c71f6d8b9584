import type { InternalNote, TicketView } from '../types';
import { fieldTitled, fieldTitles, ticketById, type World } from '../world/world';

/** The ticket as a person sees it; also for deleted tickets. */
export function viewTicket(world: World, ticketId: string): TicketView {
  const ticket = ticketById(world, ticketId);
  const value = (title: string): string | undefined => {
    const field = fieldTitled(world, title);
    return field && ticket.fields.get(field.id);
  };
  const [window, closesAt, action] = [fieldTitles.window, fieldTitles.closesAt, fieldTitles.action].map(value);
  return {
    id: ticketId,
    status: ticket.status,
    subject: ticket.subject,
    channel: ticket.channel,
    ...(window !== undefined && { window }),
    ...(closesAt !== undefined && { closesAt }),
    ...(action !== undefined && { action }),
    tags: [...ticket.tags],
    deleted: ticket.deleted,
    ...(ticket.conversationId !== undefined && { conversationId: ticket.conversationId }),
  };
}

/** The ticket's internal notes, oldest first. */
export const viewNotes = (world: World, ticketId: string): InternalNote[] =>
  ticketById(world, ticketId).audits.flatMap((audit) =>
    audit.events
      .filter((event) => event.type === 'Comment' && event.public === false)
      .map((event) => ({
        at: Date.parse(audit.created_at),
        author: world.people.get(audit.author_id)?.name ?? '',
        body: String(event.body),
        authorId: String(audit.author_id),
      })),
  );
