/** The promise of case 4 on real processes, in real time: the customer's first message is dated a day back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { healIfLost } from '../chaos/heal';
import { startWorld } from '../chaos/world';

const HOUR = 3_600_000;
const WORDS = 'Hola Marta:\n\nTu instalación es el jueves «por la tarde», a las 17:00. ¿Te va bien?  🙂';
const LOST = { webhook: false } as const;

it('R1 R11 a reply lost two hours after the window closed arrives once, word for word, after the tap, although worker, receiver and Temporal were killed in between and three webhooks were lost', async () => {
  const world = await startWorld({
    cli: () => Promise.resolve(inject('temporalCli')),
    bundle: inject('workflowBundlePath'),
    zendeskReopens: true,
    keep: false,
  });
  try {
    const { sandbox } = world;
    const customer = sandbox.addCustomer({ name: 'Marta', phone: '+34600110777' });
    const seen = (): string[] =>
      sandbox.received(customer).map((it) => (it.kind === 'text' ? it.text : `template ${it.name}`));
    const { ticketId } = sandbox.customerWrites(customer, '¿Cuándo venís?', { at: Date.now() - 26 * HOUR });
    const notes = (): string[] => sandbox.notes(ticketId).map(({ body }) => body);
    // As the next sweep does where a process was down when the vendor gave up.
    const until = async (holds: () => boolean): Promise<void> => {
      const acts = [{ at: Date.now(), what: '' }];
      const cycle = { ticketIds: [ticketId], acts } as unknown as Parameters<typeof healIfLost>[1];
      await expect
        .poll(async () => healIfLost(world, cycle).then(holds), { timeout: 60_000, interval: 200 })
        .toBe(true);
    };
    // Lost: the reply's own webhooks, and with them the report that it failed.
    sandbox.agentReplies(ticketId, WORDS, { ...LOST, failureEvent: false });
    expect(seen()).toEqual([]);
    world.kill('receiver', 500, 'before the macro');
    await world.up();
    await sleep(1_200);
    sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Rescatar respuesta');
    await expect
      .poll(() => [...seen(), ...notes()].join(' | '), { timeout: 40_000 })
      .toMatch(/^template consulta_respondida/);
    world.kill('temporal', 500, 'before the tap');
    world.kill('worker', 500, 'before the tap');
    // Lost: Sunshine's webhook of the next word. The tap's own arrives while the others come up again.
    sandbox.customerWrites(customer, 'Hola', LOST);
    await world.up();
    sandbox.customerTaps(customer, { payload: 'RESCUE', text: 'Ver la respuesta', as: 'message' });
    // The answer to the send is lost too: the message is looked for, not sent again.
    world.kill('receiver', 200, 'after the tap');
    await until(() => seen().length > 1);
    expect(seen()).toEqual(['template consulta_respondida', WORDS]);
    world.kill('worker', 200, 'after the words');
    await world.up();
    await until(() => notes().some((it) => it.startsWith('Respuesta rescatada')));
    await sleep(5_000);
    expect(seen()).toEqual(['template consulta_respondida', WORDS]);
    expect(world.kills.map(({ victim }) => victim)).toEqual(expect.arrayContaining(['receiver', 'temporal', 'worker']));
  } finally {
    await world.close();
  }
});
