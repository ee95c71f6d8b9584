import { describe, expect, it } from 'vitest';
import { audienceOf, ISSUER } from '../../src/service/app/claims';
import { boardView, type BoardView } from '../../src/service/app/board';
import { ticketView } from '../../src/service/app/view';
import { liveWorld, type Story } from '../support/liveWorld';

const live = liveWorld();

/** As the page asks: Zendesk's proxy signs, and the receiver asks Temporal. */
const ask = (s: Story, account = 'acme', ticketId = s.ticketId) => askFor(s, `tickets/${ticketId}`, account);

async function askFor(s: Story, path: string, account = 'acme') {
  const { status, body } = await s.sandbox.appRequests({
    url: `${live.world().receiverUrl}/app/${path}`,
    secure: true,
    headers: { Authorization: 'Bearer {{jwt.token}}' },
    jwt: {
      ...{ algorithm: 'HS256', secret_key: '{{setting.shared_secret}}', expiry: 60 },
      claims: { iss: ISSUER, aud: audienceOf(account) },
    },
  });
  return { status, body };
}

/** Visibility lags: asked again after each minute, until it shows the ticket as wanted. */
async function boardOnce(s: Story, isThere: (board: BoardView) => boolean): Promise<BoardView> {
  for (let minute = 1; ; minute += 1) {
    const { body } = await askFor(s, 'board');
    const board = boardView.strict().parse(JSON.parse(body));
    if (isThere(board) || minute > 30) return board;
    await s.at(`Mon 12:${String(minute).padStart(2, '0')}`);
  }
}

describe('the sidebar app', () => {
  it(
    'J1 J3 J40 J44 N1 N3 reads what the run knows, through Zendesk, and the board what visibility does; the agent silences the ticket, and lifts it',
    live.play(async (s) => {
      const view = async () => ticketView.strict().parse(JSON.parse((await ask(s)).body));
      await s.pending();
      await s.at('Mon 12:00');
      expect(await view()).toMatchObject({
        watch: 'watching',
        stage: 'pending',
        window: { state: 'open' },
        owes: { who: 'customer' },
        next: { what: 'reminder', at: expect.any(String) as unknown },
        actionField: expect.stringMatching(/^\d+$/) as unknown,
        silenced: null,
      });
      const { body } = await ask(s);
      expect(body).not.toMatch(/Ana|Ruiz|\+34|60011|más datos/);
      // Another agent has the page open too: nothing is read anew.
      expect(await view()).toEqual(await view());
      expect((await ask(s, 'globex')).status).toBe(401);
      expect(JSON.parse((await ask(s, 'acme', '999999')).body)).toMatchObject({ watch: 'none' });

      const listed = (board: BoardView) => board.owes.customer.tickets;
      const board = await boardOnce(s, (it) => listed(it).length > 0);
      expect(listed(board)).toEqual([[s.ticketId, s.instant('Tue 09:00') / 1_000]]);
      expect(board).toMatchObject({
        owes: { agent: { count: 0 }, customer: { count: 1 } },
        forecast: { answered: 1, basis: 'day', office: true, lost: 0 },
        needs: { count: 0 },
      });
      expect((await askFor(s, 'board', 'globex')).status).toBe(401);

      s.applies('WhatsApp::Silenciar este ticket');
      await s.at('Tue 12:00');
      expect(await view()).toMatchObject({
        whyNothing: 'silenced',
        silenced: { since: expect.any(String) as unknown },
        next: null,
      });
      expect(s.ticket().tags).toContain('whatsapp_silence_on');
      expect(s.received()).toEqual([]);

      s.applies('WhatsApp::Levantar el silencio');
      await s.at('Tue 12:05');
      expect(s.ticket().tags).not.toContain('whatsapp_silence_on');
      expect(s.received()).toEqual(['Tue 12:00 template consulta_pendiente']);
      expect(await view()).toMatchObject({
        silenced: null,
        outreach: [{ kind: 'followUp', state: 'sent', template: { name: 'consulta_pendiente', language: 'es' } }],
      });
    }),
  );
});
