/** The month's budget on the real thing. Rows Q76 to Q78, Q82 of docs/behaviour.md. */
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { monthCost } from '../../src/temporal/monthCost';
import { RATES } from '../support/budgetPolicy';
import { liveWorld } from '../support/liveWorld';

/** Of a week in which a month begins on Thursday or later. */
function lastWeekOfAMonth(): DateTime {
  let monday = DateTime.now().setZone('Europe/Madrid').plus({ weeks: 2 }).startOf('week');
  while (![3, 4, 5, 6].some((days) => monday.plus({ days }).day === 1)) monday = monday.plus({ weeks: 1 });
  return monday;
}

const REMINDER = 'template consulta_pendiente';
const euros = (amount: string): RegExp => new RegExp(`${amount.replace(',', '[,.]')}.€`);

describe('the budget of the month', () => {
  const { play, world } = liveWorld({
    rates: RATES,
    firstMonday: lastWeekOfAMonth(),
    policy: [
      ['\nbudget: off', '\nbudget: { monthly: { soft: 0.02, hard: 0.05 } }'],
      ['prefer: text', 'prefer: cheapest'],
    ],
  });
  const spent = async (): Promise<number | undefined> => {
    const { time, sandbox } = world();
    return (await monthCost(time.client, sandbox.account, () => time.now()))?.spent;
  };

  it(
    'Q76, Q77 two of three reminders go out, with a note of each level, and the third when the month is over; Q78 a macro is refused',
    play(async (s) => {
      await s.at('Mon 09:00');
      const people = [1, 2, 3].map((n) => {
        const customer = s.sandbox.addCustomer({ name: 'Luis', phone: `+3460033000${n}` });
        return { customer, ticketId: s.sandbox.customerWrites(customer, 'Hola').ticketId };
      });
      await s.at('Mon 11:00');
      for (const { ticketId } of people) {
        s.sandbox.agentReplies(ticketId, '¿Qué pedido es?');
        s.sandbox.agentSets(ticketId, 'pending');
      }
      await s.at('Tue 20:00');
      const reminders = (it: (typeof people)[number]): string[] =>
        s.received(it.customer).filter((said) => said.includes(REMINDER));
      // All three are due in one moment: which of them asks last is not for us to say.
      const third = people.find((it) => reminders(it).length === 0);
      const others = people.filter((it) => it !== third);
      expect(others.map(reminders)).toEqual([[`Tue 11:00 ${REMINDER}`], [`Tue 11:00 ${REMINDER}`]]);
      const notes = people.flatMap(({ ticketId }) => s.notes(ticketId)).filter((it) => /presupuesto/i.test(it));
      expect(notes).toHaveLength(2);
      const [warning, held] = [/Aviso/, /agotado/].map((which) => notes.find((it) => which.test(it)));
      expect([warning, held]).toEqual([
        expect.stringMatching(/Aviso: los mensajes de este mes llevan un coste estimado/),
        expect.stringMatching(/Presupuesto agotado.*según la tarifa del 2026-10-01/),
      ]);
      expect(warning).toMatch(euros('0,02'));
      expect(await spent()).toBeCloseTo(0.04);

      await s.at('Wed 12:00');
      s.sandbox.agentAppliesMacro(third!.ticketId, 'WhatsApp::Avisar de incidencia');
      await s.at('Wed 12:05');
      expect(s.notes(third!.ticketId)).toEqual([
        expect.stringMatching(/no enviado: se ha agotado el presupuesto del mes/),
      ]);
      expect(s.sandbox.ticket(third!.ticketId).action).toBeUndefined();

      await s.at('next Mon 12:00');
      expect(reminders(third!)).toEqual([
        expect.stringMatching(new RegExp(`^(Thu|Fri|Sat|Sun) 08:\\d\\d ${REMINDER}`)),
      ]);
      expect(await spent()).toBeCloseTo(0.02);
      for (const { ticketId } of people) s.sandbox.agentSets(ticketId, 'closed');
    }),
  );

  it(
    'Q82 the template goes out in an open window where it is cheaper than the text',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Mon 10:00');
      s.applies('WhatsApp::Reabrir conversación');
      await s.at('Mon 10:05');
      expect(s.received()).toEqual(['Mon 10:00 template consulta_reabierta']);
    }),
  );
});
