import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { armOf } from '../../activities/experiment';
import type { Ledger } from '../../src/ledger/ledger';
import { ledgerRig, type LedgerRig, rowsOf } from '../support/ledgerRig';
import { liveWorld } from '../support/liveWorld';
import { memoryFolder } from '../support/memoryFolder';
import { reported } from '../support/reported';

const EXPERIMENT = { name: 'first', holdout: 0.5 };
const folder = memoryFolder('experiment-');
let rig: LedgerRig;
const { play } = liveWorld({
  policy: [['experiment: off', `experiment: { name: ${EXPERIMENT.name}, holdout: 50% }`]],
  ledger: (now): Ledger => (rig = ledgerRig(folder, { now, elapsed: now })).ledger,
});
afterAll(() => rmSync(folder, { recursive: true }));

/** With so many, both groups have somebody. */
const OTHERS = ['01', '02', '03', '04', '05', '06', '07'];
const DAYS_MS = 24 * 3_600_000;

it(
  'Y30 reminds the customers of one group, and tells the tickets of the other that theirs was held back; Y34 the ledger has both groups, and who answered',
  play(async (s) => {
    await s.at('Mon 09:00');
    const people = OTHERS.map((it) => {
      const customer = s.sandbox.addCustomer({ name: 'Bea', phone: `+346007001${it}` });
      const arm = armOf(EXPERIMENT, customer.id);
      return { customer, arm, ticketId: s.sandbox.customerWrites(customer, 'Hola').ticketId };
    });
    await s.at('Mon 11:00');
    for (const { ticketId } of people) {
      s.sandbox.agentReplies(ticketId, '¿Nos envía una foto?');
      s.sandbox.agentSets(ticketId, 'pending');
    }
    await s.at('Wed 20:00');
    for (const { customer, arm, ticketId } of people) {
      const isReminded = arm === 'treated';
      const reminder = ['Tue 11:00 template consulta_pendiente'];
      expect(s.received(customer).slice(1), ticketId).toEqual(isReminded ? reminder : []);
      expect(s.notes(ticketId), ticketId).toEqual([
        expect.stringMatching(isReminded ? /^Tue 11:00 Recordatorio enviado/ : /^Tue 11:00 .*grupo de control/),
      ]);
    }
    const treated = people.filter(({ arm }) => arm === 'treated');
    const holdout = people.filter(({ arm }) => arm === 'holdout');
    for (const { customer } of [treated[0]!, holdout[0]!]) s.sandbox.customerWrites(customer, 'Aquí va la foto');
    await s.at('Thu 09:00');

    await rig.ledger.flush();
    const rows = await rowsOf(rig.place, 'outreach');
    expect(rows).toHaveLength(people.length);
    expect(rows.filter((it) => it.arm === 'holdout').every((it) => it.sent_at === null && it.due_at !== null)).toBe(
      true,
    );
    const until = s.instant('Thu 09:00') + 7 * DAYS_MS;
    expect((await reported({ outreach: rows }, { since: 0, until })).experiment).toMatchObject({
      treated: { count: 1, of: treated.length },
      holdout: { count: 1, of: holdout.length },
      pending: 0,
    });
  }),
);
