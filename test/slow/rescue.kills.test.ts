/** The promise of case 4 on real processes, in real time: the customer's first message is dated a day back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sweepAll } from '../chaos/heal';
import { onProcesses } from '../support/processes';

const HOUR = 3_600_000;
const WORDS = 'Hola Marta:\n\nTu instalación es el jueves «por la tarde», a las 17:00. ¿Te va bien?  🙂';
/** Audits are precise to the second. */
const MORE_THAN_A_SECOND = 1_200;

it('R1 R11 a reply lost two hours after the window closed arrives once, word for word, after the tap, although worker, receiver and Temporal were killed in between and three webhooks were lost', () =>
  onProcesses(async (world) => {
    const { sandbox } = world;
    const customer = sandbox.addCustomer({ name: 'Marta', phone: '+34600110777' });
    const seen = (): string[] =>
      sandbox.received(customer).map((it) => (it.kind === 'text' ? it.text : `template ${it.name}`));
    const lose = (event: RegExp): unknown =>
      sandbox.failWebhooks({ vendor: 'sunshine', event, effect: { kind: 'drop' } });
    const { ticketId } = sandbox.customerWrites(customer, '¿Cuándo venís?', { at: Date.now() - 26 * HOUR });
    const notes = (): string =>
      sandbox
        .notes(ticketId)
        .map(({ body }) => body)
        .join(' | ');

    lose(/^conversation:message$/);
    lose(/delivery:failure$/);
    sandbox.agentReplies(ticketId, WORDS);
    expect(seen()).toEqual([]);
    // With it die the webhooks of the customer's first message, which were on their way.
    world.kill('receiver', 500, 'after the reply');
    await world.up();
    await sleep(MORE_THAN_A_SECOND);
    sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Rescatar respuesta');
    await expect.poll(seen).toEqual(['template consulta_respondida']);

    world.kill('temporal', 500, 'before the tap');
    world.kill('worker', 500, 'before the tap');
    world.kill('receiver', 500, 'before the tap');
    lose(/^conversation:(message|postback)$/);
    sandbox.customerTaps(customer, { payload: 'RESCUE', text: 'Ver la respuesta', as: 'message' });
    const tapped = { ticketIds: [ticketId], acts: [{ at: Date.now(), what: 'taps' }] };
    await world.up();
    // The answer to the send is lost too: the message is looked for, not sent again.
    sandbox.failRequests({ vendor: 'sunshine', method: 'POST', path: /messages$/, effect: { kind: 'loseResponse' } });
    await sweepAll(world, [tapped]);
    await expect.poll(seen).toEqual(['template consulta_respondida', WORDS]);
    expect(world.worker.kill(200)).toBe(true);
    await world.up();
    await expect.poll(notes).toContain('Respuesta rescatada');
    await sweepAll(world, [tapped]);
    expect(seen()).toEqual(['template consulta_respondida', WORDS]);
    expect(sandbox.webhooks().filter(({ outcome }) => outcome === 'dropped')).toHaveLength(3);
    expect(world.kills.map(({ victim }) => victim)).toEqual(['receiver', 'temporal', 'worker', 'receiver']);
  }));
