import { describe, expect, it } from 'vitest';
import { ticketListUrl } from '../../src/temporal/ticketList';
import { newTurns } from '../../workflows/core/turns';
import { turnsDetails } from '../../workflows/details';
import { withIsoTimes } from '../../workflows/isoTimes';

describe("what Temporal's UI is given", () => {
  it('J45 has a link that lists the open tickets of one account, or of all', () => {
    const list = 'http://127.0.0.1:8233/namespaces/default/workflows';
    const asked = (url: string): string | null => new URL(url).searchParams.get('query');
    expect(asked(ticketListUrl(list, 'acme'))).toBe(
      "WorkflowType = 'ticket' AND ExecutionStatus = 'Running' AND VentanaAccount = 'acme'",
    );
    expect(asked(ticketListUrl(list))).toBe("WorkflowType = 'ticket' AND ExecutionStatus = 'Running'");
    // A terminal must take the whole of it for one link.
    expect(ticketListUrl(list, 'acme')).toMatch(/^[\w:/.?=%-]+$/);
  });

  it('J46 answers the query "conversation" with ISO times, and leaves durations, counts and ids as they are', () => {
    const at = Date.UTC(2026, 9, 5, 9, 0, 0, 123);
    const known = { asOf: at, list: [{ at }], afterMs: 86_400_000, times: 3, id: '1759654800000', none: null };
    expect(withIsoTimes(known)).toEqual({
      ...known,
      asOf: '2026-10-05T09:00:00.123Z',
      list: [{ at: '2026-10-05T09:00:00.123Z' }],
    });
    expect(withIsoTimes(undefined)).toBeUndefined();
  });

  it("L1 lists the account's limits below the turns, after an empty line: without it the UI shows no list", () => {
    const limits = { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop' } as const;
    const [first, second, ...others] = turnsDetails(newTurns({ perSecond: 1, limits }, 0)).split('\n');
    expect(first).toMatch(/^\*\*0 waiting for a turn\*\*\. Automatic turns are given at 60 per minute/);
    expect(second).toBe('');
    expect(others).toEqual(['- Templates in the last 24 hours: 0 of 250.', '- Notifications in 1970-01: 0 of 1000.']);
  });
});
