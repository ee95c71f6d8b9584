import type { FastifyReply } from 'fastify';
import { collision } from '../zendesk/errors';

/**
 * Zendesk refuses an update of a ticket while another one of it is in progress. The returned function notes an update
 * until its answer has been sent. @throws Refused 409
 */
export function ticketCollisions(): (ticketPath: string, reply: FastifyReply) => void {
  const inProgress = new Set<string>();
  return (ticketPath, reply) => {
    if (inProgress.has(ticketPath)) throw collision();
    inProgress.add(ticketPath);
    reply.raw.once('close', () => inProgress.delete(ticketPath));
  };
}
