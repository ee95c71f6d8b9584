import { expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';

const LIFE_S = 300;
/** A token is replaced a minute before its end. */
const USED_MS = (LIFE_S - 60) * 1000;
const QUARTERS = 24 * 4;

const { play } = liveWorld({ sandbox: { oauth: { tokenLifeSeconds: LIFE_S } } });

/** The quarters of an hour after `Mon 11:00`, a minute late. */
function moment(quarter: number): string {
  const minutes = 11 * 60 + quarter * 15 + 1;
  const hour = String(Math.floor(minutes / 60) % 24).padStart(2, '0');
  return `${minutes < 24 * 60 ? 'Mon' : 'Tue'} ${hour}:${String(minutes % 60).padStart(2, '0')}`;
}

it(
  'A3 F1 has no call refused through a day on tokens of five minutes, and one token request for each renewal',
  play(async (s) => {
    await s.at('Mon 09:00');
    const from = s.sandbox.requests().length;
    s.writes();
    await s.at('Mon 11:00');
    s.replies();
    s.sets('pending');
    for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
      await s.at(moment(quarter));
      const other = s.sandbox.addCustomer({ name: `Cliente ${quarter}`, phone: `+346001${10_000 + quarter}` });
      s.sandbox.customerWrites(other, 'Hola');
    }
    await s.at('Tue 11:05');
    expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);

    const made = s.sandbox.requests().slice(from);
    expect(made.filter(({ status }) => status === 401 || status === 403)).toEqual([]);
    const asked = made.filter(({ path }) => path === '/oauth/tokens').map((it) => it.at);
    const gaps = asked.slice(1).map((it, index) => it - (asked[index] ?? 0));
    expect(asked.length).toBeGreaterThan(90);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(USED_MS);
  }),
);
