/** Writes that change nothing are not made, and one write of ours does not get in the way of the next. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Live } from '../../workflows/core/conversation';
import { decide } from '../../workflows/core/decide';
import { evolve } from '../../workflows/core/evolve';
import {
  type Happening,
  type Outcome,
  agent,
  change,
  customer,
  given,
  hint,
  lost,
  macro,
  note,
  status,
} from '../support/given';
import { HOUR, MINUTE, SECOND, at, when } from '../support/madrid';

const DAY_OF_HINTS = ['04:00', '05:00', '06:00', '07:00'];

describe('rule 8: no write that changes nothing', () => {
  const hints = (date: string) => DAY_OF_HINTS.map((time) => hint(`${date} ${time}`));

  it.each(['02:30', '03:30'])('Z3 writes once the text of an hour that occurs twice: customer at %s', (time) => {
    const story = given(customer(`Sat 24 Oct 2026 ${time}`), ...hints('Sat 24 Oct 2026')).until(
      'Sat 24 Oct 2026 08:00',
    );
    expect(story.world.log.reads).toHaveLength(5);
    expect(story.world.log.writes).toHaveLength(1);
    expect(story.world.log.idle).toEqual([]);
  });

  it('Z3 corrects a time that only resembles it, by an hour', () => {
    const shown = { window: 'open' as const, closesAt: at('Sun 25 Oct 2026 02:30') + 2 * HOUR };
    const story = given(customer('Sat 24 Oct 2026 03:30')).where({ shown }).until('Sat 24 Oct 2026 08:00');
    expect(story.world.log.writes).toHaveLength(1);
  });

  it('Z4 writes nothing to fields that Zendesk does not keep, and does not wake for them', () => {
    const without = given(customer('Mon 09:00'), hint('Mon 10:00'), hint('Mon 11:00'));
    const neither = without.where({ lacking: ['window', 'closesAt'] }).policy({ agentWarning: 'off' });
    expect(neither.until('Wed 12:00').writes).toEqual([]);
    expect(neither.until('Wed 12:00').reads).toEqual(['Mon 09:00', 'Mon 10:00', 'Mon 11:00']);
    const noTime = without.where({ lacking: ['closesAt'] }).until('Wed 12:00');
    expect(noTime.writes).toEqual(['Mon 09:00', 'Mon 17:27:43', 'Tue 09:00']);
    const noState = without.where({ lacking: ['window'] }).policy({ agentWarning: 'off' });
    expect(noState.until('Wed 12:00').writes).toEqual(['Mon 09:00']);
  });
});

describe('rule 8: whatever happens', () => {
  const acts = fc.constantFrom('customer', 'agent', 'pending', 'open', 'solved', 'reopening', 'incident', 'hint');
  const happens = fc.record({ minute: fc.integer({ min: 0, max: 3 * 24 * 60 }), act: acts, isLost: fc.boolean() });

  function happening(act: string, time: string): Happening {
    if (act === 'customer') return customer(time);
    if (act === 'agent') return agent(time);
    if (act === 'hint') return hint(time);
    if (act === 'pending' || act === 'open' || act === 'solved') return status(time, act);
    return macro(time, act);
  }

  it('rule 8 no update changes nothing', () => {
    fc.assert(
      fc.property(fc.array(happens, { maxLength: 12 }), fc.boolean(), (list, ownWebhooks) => {
        const others = list.map(({ minute, act, isLost }) => {
          const it = happening(act, when(at('Mon 09:00') + minute * MINUTE));
          return isLost ? lost(it) : it;
        });
        const { world } = given(customer('Mon 09:00'), ...others)
          .where({ ownWebhooks })
          .until('next Wed 12:00');
        expect(world.log.idle).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('rule 7: our own write leaves the next one its guard', () => {
  const closed = [lost(customer('last Fri 10:00')), macro('Mon 10:00', 'reopening')];
  const stamps = (story: Outcome) =>
    story.world.log.writes.map(({ update: { stamp, known } }) => ({
      ...(stamp && { stamp }),
      ...(known && { known }),
    }));

  it('Z1 an agent’s request is reported at once though the fields were written after the reading', () => {
    const story = given(...closed).where({ requestedTurnMs: 100 });
    const outcome = story.until('Mon 10:00:03');
    expect(outcome.writes).toEqual(['Mon 10:00', 'Mon 10:00']);
    expect(outcome.notes).toEqual([note('Mon 10:00', 'sent')]);
    expect(outcome.world.action).toBeUndefined();
    expect(outcome.reads).toEqual(['Mon 10:00']);
    expect(outcome.conversation).not.toHaveProperty('conflicts');
  });

  it('rule 7 names the stamp that it knows where the ticket has just been read, and none where a hint has come since', () => {
    const read = stamps(given(customer('Mon 09:00')).until('Mon 09:01'));
    expect(read).toEqual([{ known: 'v1' }]);
    const hinted = given(customer('Mon 09:00'), hint('Mon 09:00:02')).where({ latencyMs: 3 * SECOND });
    expect(stamps(hinted.until('Mon 09:00:09'))).toEqual([{}]);
  });

  it('rule 7 does not trust the stamp of an answer where others have changed the ticket before the write', () => {
    const other = lost(change('Mon 09:00:04', () => undefined));
    const story = given(customer('Mon 09:00'), other)
      .where({ latencyMs: 3 * SECOND })
      .until('Mon 09:00:20');
    expect(story.world.version).toBe(3);
    expect((story.conversation as Live).truth.ticket.stamp).toBe('v1');
  });

  it('Z2 reads at once after a 409, and the agent sees the outcome within 3 s', () => {
    const busy = { writes: ['written', 'conflict'] as ('written' | 'conflict')[], latencyMs: SECOND / 5 };
    const story = given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening')).where(busy);
    const outcome = story.until('Mon 10:00:03');
    expect(outcome.notes).toHaveLength(1);
    expect(outcome.world.action).toBeUndefined();
  });

  it('Z2 a 409 in a run of an earlier version waits ten seconds, as it did', () => {
    const c = given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening')).where({ writes: ['written', 'busy'] });
    const live = c.until('Mon 10:00:02').conversation!;
    const next = evolve(live, { type: 'conflict', now: at('Mon 10:00:02') });
    expect(decide(next, { type: 'timeReached', now: at('Mon 10:00:02') }).effect).toBeUndefined();
    const atOnce = evolve(live, { type: 'conflict', readAtOnce: true, now: at('Mon 10:00:02') });
    expect(decide(atOnce, { type: 'timeReached', now: at('Mon 10:00:02') }).effect).toMatchObject({
      type: 'readTruth',
    });
  });

  it('Z2 counts conflicts as one row only while they come close together', () => {
    const writes = ['written', 'conflict', 'written', 'conflict'] as ('written' | 'conflict')[];
    const story = given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening'), macro('Mon 10:00:30', 'incident'));
    const { reads, notes } = story.where({ writes }).until('Mon 10:01');
    expect(notes.map((it) => it.at)).toEqual(['Mon 10:00', 'Mon 10:00:30']);
    expect(reads.slice(1)).toEqual(['Mon 10:00', 'Mon 10:00', 'Mon 10:00:30', 'Mon 10:00:30']);
  });
});

describe('rule 1: an agent who waits', () => {
  const justRead = [customer('Mon 09:00'), status('Mon 10:00', 'open'), macro('Mon 10:00:05', 'reopening')];

  it('Z1 reads again at once for an agent’s request, however shortly the ticket was read before', () => {
    const story = given(...justRead).until('Mon 10:00:08');
    expect(story.reads.slice(1)).toEqual(['Mon 10:00', 'Mon 10:00:05']);
    expect(story.notes).toEqual([note('Mon 10:00:05', 'sent')]);
  });

  it('rule 1 reads at most once a second for requests, and every 10 s for other hints after them', () => {
    const hasty = [macro('Mon 10:00:00', 'nothing'), macro('Mon 10:00:00', 'incident'), hint('Mon 10:00:02')];
    const story = given(customer('Mon 09:00'), ...hasty)
      .where({ latencyMs: 100 })
      .until('Mon 10:01');
    const reads = story.world.log.reads.slice(1).map((it) => (it - at('Mon 10:00')) / SECOND);
    expect(reads[0]).toBe(0.1);
    expect(reads.at(-1)! - reads.at(-2)!).toBeGreaterThanOrEqual(9);
    expect(story.conversation).not.toHaveProperty('agentWaits');
  });
});
