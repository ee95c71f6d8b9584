import { expect, it } from 'vitest';
import { armOf } from '../../activities/experiment';
import { liveWorld } from '../support/liveWorld';

const EXPERIMENT = { name: 'first', holdout: 0.5 };
const { play } = liveWorld({
  policy: [['experiment: off', `experiment: { name: ${EXPERIMENT.name}, holdout: 50% }`]],
});
/** With so many, both groups have somebody. */
const OTHERS = ['01', '02', '03', '04', '05', '06', '07'];

it(
  'Y30 reminds the customers of one group, and tells the tickets of the other that theirs was held back',
  play(async (s) => {
    await s.at('Mon 09:00');
    const people = OTHERS.map((it) => {
      const customer = s.sandbox.addCustomer({ name: 'Bea', phone: `+346007001${it}` });
      return { customer, ticketId: s.sandbox.customerWrites(customer, 'Hola').ticketId };
    });
    await s.at('Mon 11:00');
    for (const { ticketId } of people) {
      s.sandbox.agentReplies(ticketId, '¿Nos envía una foto?');
      s.sandbox.agentSets(ticketId, 'pending');
    }
    await s.at('Wed 20:00');
    const arms = people.map(({ customer, ticketId }) => {
      const arm = armOf(EXPERIMENT, customer.id);
      const isReminded = arm === 'treated';
      expect(s.received(customer).slice(1), ticketId).toEqual(
        isReminded ? ['Tue 11:00 template consulta_pendiente'] : [],
      );
      expect(s.notes(ticketId), ticketId).toEqual([
        expect.stringMatching(isReminded ? /^Tue 11:00 Recordatorio enviado/ : /^Tue 11:00 .*grupo de control/),
      ]);
      return arm;
    });
    expect(new Set(arms)).toEqual(new Set(['treated', 'holdout']));
  }),
);
