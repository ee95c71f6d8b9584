/** Sends by hand what Ventana would have sent, as it would have: for accounts that are too large to be played by it. */
import { outreachMetadata } from '../../activities/classify';
import type { OutgoingContent } from '../../activities/ports';
import type { Purpose } from '../../activities/types';
import type { Sandbox } from '../../sandbox';
import type { Config } from '../../src/config/config';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import type { OutreachTruth } from './life';
import type { Played } from './play';

interface Sending {
  at: number;
  send: () => Promise<void>;
}

const TEMPLATES = {
  followUp: 'consulta_pendiente',
  reopening: 'consulta_reabierta',
  rescue: 'consulta_respondida',
  proactive: 'consulta_incidencia',
} as const;

/** @returns for `playLives`: sends what is due before an act */
export function byHand(
  { sandbox, config }: { sandbox: Sandbox; config: Pick<Config, 'sunshine'> },
  clock: { now: number },
): (all: readonly Played[]) => (at: number) => Promise<void> {
  const sunshine = createSunshine(config.sunshine);

  const post = async (played: Played, part: number, purpose: Purpose, reason: string, content: OutgoingContent) => {
    const ticketId = played.ticketIds[part] ?? '';
    const { conversationId = '' } = sandbox.ticket(ticketId);
    const sendId = `${ticketId}-${purpose.kind}-${reason}:${content.type === 'text' ? 'text' : 'template'}:1`;
    const metadata = outreachMetadata(ticketId, sendId, purpose);
    await sunshine.post(conversationId, { content, integrationId: sandbox.integrationId, metadata });
  };
  const outreach = (played: Played, part: number, it: OutreachTruth): Sending => {
    const purpose: Purpose =
      it.purpose === 'proactive' ? { kind: 'proactive', name: 'incident' } : { kind: it.purpose, name: it.purpose };
    const parameters = [played.customer.name, '1'];
    const buttons = it.purpose === 'rescue' ? [{ index: 0, payload: 'RESCUE' }] : [];
    const content: OutgoingContent =
      it.category === 'service'
        ? { type: 'text', text: 'Hola' }
        : { type: 'template', name: TEMPLATES[it.purpose], language: 'es', parameters, buttons };
    return { at: it.at, send: () => post(played, part, purpose, String(it.at), content) };
  };
  const words = (played: Played, part: number, rescuedAt: number): Sending => ({
    at: rescuedAt,
    send: () =>
      post(played, part, { kind: 'rescued', name: 'rescued' }, played.replyIds[0] ?? '', {
        type: 'text',
        text: 'Hola',
      }),
  });

  const planned = (all: readonly Played[]): Sending[] =>
    all
      .flatMap((played) =>
        played.life.tickets.flatMap(({ outreach: sent, replies }, part) => [
          ...sent.map((it) => outreach(played, part, it)),
          ...replies.flatMap((it) => (it.rescuedAt === undefined ? [] : words(played, part, it.rescuedAt))),
        ]),
      )
      .sort((a, b) => a.at - b.at);

  return (all) => {
    const sendings = planned(all);
    return async (at) => {
      for (let it = sendings[0]; it && it.at < at; it = sendings[0]) {
        sendings.shift();
        clock.now = it.at;
        await it.send();
      }
    };
  };
}
