import type { Sandbox } from '../../sandbox';

/** Ventana's notes on a ticket, one by one, also where an update wrote several into one comment. */
export const notesOf = (sandbox: Sandbox, ticketId: string): string[] =>
  sandbox
    .notes(ticketId)
    .filter(({ author }) => author === 'Ventana')
    .flatMap(({ body }) => body.split('\n\n'));
