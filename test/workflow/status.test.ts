import { describe, expect, it } from 'vitest';
import { readRun } from '../../src/temporal/readRun';
import { statusOf } from '../../src/operator/status/internal/status';
import { inOfficeTime } from '../../src/operator/status/internal/officeTimes';
import { statusWords } from '../../src/operator/status/internal/statusWords';
import { liveWorld, type Story } from '../support/liveWorld';

const live = liveWorld();
const ZONE = 'Europe/Madrid';

/** What `ventana status` says of the story's ticket, at the story's time. */
async function look(s: Story, ticketId = s.ticketId) {
  const { client } = live.world().time;
  const account = s.sandbox.account;
  const url = `https://acme.zendesk.com/agent/tickets/${ticketId}`;
  const run = await readRun(client, account, ticketId);
  return { document: statusOf(ticketId, url, run), words: inOfficeTime(statusWords(ticketId, url, run), ZONE) };
}

describe('status', () => {
  it(
    'F1 tells what is waited for, then what was sent and why nothing more, then that it is over',
    live.play(async (s) => {
      const minute = (when: string): unknown =>
        expect.stringContaining(new Date(s.instant(when)).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length));
      await s.pending();
      await s.at('Mon 12:00');

      const waiting = await look(s);
      expect(waiting.document).toMatchObject({
        run: 'open',
        stage: 'pending',
        ticketStatus: 'pending',
        lastWord: 'agent',
        lastCustomerMessageAt: minute('Mon 09:00'),
        windowClosesAt: minute('Tue 09:00'),
        next: { action: 'followUp', words: 'remind the customer', at: minute('Tue 11:00') },
        outreach: [],
      });
      expect(waiting.document.automatic).toContainEqual({
        what: 'warning',
        whyNot: 'the customer has been answered',
        code: 'answered',
      });
      expect(waiting.words).toMatch(/\*\*Next\*\*: remind the customer, at \S+ 11:00 \(\d\d:00 UTC\)\./);

      await s.at('Tue 12:00');
      const reminded = await look(s);
      expect(reminded.document).toMatchObject({
        stage: 'reminded',
        outreach: [{ what: 'the follow-up', requested: false, state: 'sent', at: minute('Tue 11:00') }],
      });
      expect(reminded.document.automatic).toContainEqual({
        what: 'reminder',
        whyNot: 'the customer has already been reminded',
        code: 'alreadyReminded',
      });
      expect(reminded.words).toMatch(/the follow-up \(automatic\): template sent at \S+ 11:00 \(\d\d:00 UTC\)/);

      s.sets('closed');
      await s.settled();
      const over = await look(s);
      expect(over.document).toMatchObject({
        run: 'closed',
        stage: 'ended',
        next: null,
        outreach: [{ what: 'the follow-up', state: 'sent', at: minute('Tue 11:00') }],
      });
      expect(over.words).toContain('The run ended: closed.');
      expect(over.words).toMatch(/- the follow-up: sent \S+ 11:00 \(\d\d:00 UTC\)/);
    }),
  );

  it(
    'says why an answer came too late, and that nobody is reminded',
    live.play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Tue 11:00');
      s.replies();
      s.sets('pending');
      await s.at('Tue 12:00');
      const { document, words } = await look(s);
      expect(document).toMatchObject({ stage: 'window-closed', lastWord: 'customer', lastReplyAt: null, outreach: [] });
      expect(document.automatic).toContainEqual({
        what: 'reminder',
        whyNot: "the last word is the customer's",
        code: 'lastWordCustomer',
      });
      expect(words).toContain("No agent's reply reached the customer.");
    }),
  );

  it(
    'says of a ticket without a run that there is none, and what would start one',
    live.play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.settled();
      const { document, words } = await look(s, '999999');
      expect(document).toMatchObject({ ticket: '999999', run: 'none', stage: null, next: null });
      expect(words).toContain('Ventana is not watching it');
      expect(words).toContain('The customer writes on WhatsApp.');
    }),
  );
});
