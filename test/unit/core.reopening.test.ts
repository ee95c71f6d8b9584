import { describe, expect, it } from 'vitest';
import { wakeAt } from '../../workflows/core/decide';
import {
  type Happening,
  agent,
  change,
  customer,
  given,
  lost,
  macro,
  note,
  repeated,
  sentBefore,
  status,
  template,
  text,
  undelivered,
} from '../support/given';
import { DAY, MINUTE, at, when } from '../support/madrid';

const reopening = (time: string) => template(time, 'reopening');
const saturday = customer('Sat 10:12');
const asksTwice = [saturday, macro('next Mon 09:05', 'reopening')];
const automatic = (...happenings: Happening[]) => given(...happenings).policy({ reopening: { mode: 'automatic' } });

describe('case 2: the agent reopens by macro', () => {
  it('H1 sends the reopening template at once, once, with a note, and empties the request', () => {
    const story = given(...asksTwice).until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 09:05')]);
    expect(story.notes).toEqual([note('next Mon 09:05', 'sent')]);
    expect(story.world.action).toBeUndefined();
    expect(story.status).toBe('new');
  });

  it('H1 sends once when the webhook of the macro is repeated', () => {
    const story = given(saturday, repeated(macro('next Mon 09:05', 'reopening'))).until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 09:05')]);
  });

  it('H1 does not wait for the end of quiet hours: a person asked for it', () => {
    const story = given(saturday, macro('next Mon 22:10', 'reopening')).until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 22:10')]);
  });

  it('H1 does nothing on Saturday or Monday without the macro', () => {
    expect(given(saturday).until('next Fri 12:00').received).toEqual([]);
  });

  it('H1 does not apply the macro that the agent has applied', () => {
    const { world } = given(...asksTwice).until('next Fri 12:00');
    expect(world.log.writes.map(({ update }) => update.macro)).not.toContain('WhatsApp::Reabrir conversación');
  });

  it('H2 opens the ticket when the customer answers, and a new window begins', () => {
    const story = given(...asksTwice, status('next Mon 09:10', 'pending'), customer('next Mon 09:40'))
      .where({ zendeskReopens: false })
      .until('next Mon 12:00');
    expect(story.status).toBe('open');
    expect(story.window).toBe('open till next Tue 09:40');
  });

  it('H2 does not touch the status before the customer answers', () => {
    const story = given(...asksTwice, status('next Mon 09:10', 'pending')).until('next Mon 12:00');
    expect(story.status).toBe('pending');
    expect(story.window).toBe('closed till Sun 10:12');
  });

  it('H4 sends the free-form rendition while the window is still open', () => {
    const story = given(customer('Sun 20:00'), macro('next Mon 09:05', 'reopening')).until('next Fri 12:00');
    expect(story.received).toEqual([text('next Mon 09:05', 'reopening')]);
  });

  it('H6 the window is 24 absolute hours, also when the clocks go back', () => {
    const story = given(customer('Sat 24 Oct 2026 20:00')).until('Sat 24 Oct 2026 21:00');
    expect(story.window).toBe('open till Sun 25 Oct 2026 19:00');
    expect(story.world.shown.closesAt).toBe(at('Sat 24 Oct 2026 20:00') + DAY);
    const later = given(customer('Sat 24 Oct 2026 20:00')).until('Sun 25 Oct 2026 19:00');
    expect(later.window).toBe('closed till Sun 25 Oct 2026 19:00');
  });

  it('H7 does not send the same again within 24 h: a note says when the first went out', () => {
    const story = given(...asksTwice, macro('next Mon 10:00', 'reopening')).until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 09:05')]);
    expect(story.notes.at(-1)).toEqual(note('next Mon 10:00', 'alreadySent'));
    expect(story.words.at(-1)).toMatchObject({ at: at('next Mon 09:05') });
    expect(story.world.action).toBeUndefined();
  });

  it('H7 sends again after 24 h', () => {
    const story = given(...asksTwice, macro('next Tue 09:06', 'reopening')).until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 09:05'), reopening('next Tue 09:06')]);
  });

  it('H7 sends again when the customer has answered meanwhile', () => {
    const story = given(...asksTwice, customer('next Mon 09:40'), macro('next Mon 10:00', 'reopening'));
    expect(story.until('next Fri 12:00').received).toEqual([
      reopening('next Mon 09:05'),
      text('next Mon 10:00', 'reopening'),
    ]);
  });

  it('H7 sends again when the first was not delivered', () => {
    const story = given(
      ...asksTwice,
      undelivered('next Mon 09:06', 'ventana', 131026),
      macro('next Mon 10:00', 'reopening'),
    ).until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 10:00')]);
  });

  it('H7 counts what an earlier run of the ticket sent', () => {
    const messages = [sentBefore('next Mon 08:30', 'reopening')];
    const story = given(...asksTwice)
      .where({ messages })
      .until('next Fri 12:00');
    expect(story.received).toEqual([]);
    expect(story.notes).toEqual([note('next Mon 09:05', 'alreadySent')]);
  });
});

describe('case 2: Ventana reopens by itself', () => {
  it('H3 sends the template when the office opens, and applies the macro with the note', () => {
    const story = automatic(saturday).until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 09:00')]);
    expect(story.notes).toEqual([note('next Mon 09:00', 'sent')]);
    const applied = story.world.log.writes.filter(({ update }) => update.macro !== undefined);
    expect(applied).toMatchObject([
      { update: { macro: 'WhatsApp::Reabrir conversación', notes: [{ note: { kind: 'sent' } }] } },
    ]);
  });

  it('H3 does not when the policy leaves it to the agents', () => {
    expect(given(saturday).until('next Fri 12:00').received).toEqual([]);
  });

  it.each(['solved', 'closed'] as const)('H3 does not reopen a %s ticket', (to) => {
    expect(automatic(saturday, status('Sun 10:00', to)).until('next Fri 12:00').received).toEqual([]);
  });

  it('H3 does not reopen for an opening that was missed by more than a day', () => {
    const story = automatic(lost(saturday), status('next Wed 10:00', 'pending')).until('next Fri 12:00');
    expect(story.received).toEqual([]);
  });

  it('H4 does nothing automatic while the window contains office time', () => {
    expect(automatic(customer('Sun 20:00')).until('next Fri 12:00').received).toEqual([]);
  });

  it('H4 reopens in free-form text when the window contains less than reopening.minOffice', () => {
    const story = automatic(customer('Sun 09:30')).until('next Fri 12:00');
    expect(story.received).toEqual([text('next Mon 09:00', 'reopening')]);
  });

  it('H5 waits for the first office day after a holiday', () => {
    const story = automatic(customer('Fri 17:30'))
      .where({ holidays: ['2026-10-12'] })
      .until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Tue 09:00')]);
  });

  it('H5 does not wait on Monday when it is no holiday', () => {
    const story = automatic(customer('Fri 17:30')).until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 09:00')]);
  });

  it('H8 sends nothing more when the agent has used the macro', () => {
    const story = automatic(saturday, macro('next Mon 08:40', 'reopening')).until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 08:40')]);
  });

  it('H8 sends nothing more when the agent uses the macro before the turn comes', () => {
    const story = automatic(saturday, macro('next Mon 09:05', 'reopening'))
      .where({ turnMs: 10 * MINUTE })
      .until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 09:05')]);
  });

  it('H8 sends once when the macro and the turn come in the same instant', () => {
    const story = automatic(saturday, macro('next Mon 09:10', 'reopening'))
      .where({ turnMs: 10 * MINUTE })
      .until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 09:10')]);
  });

  it.each([['lostButArrived'], ['lost']] as const)(
    'H8 sends once when the agent uses the macro while the outcome of the automatic one is unknown (%s)',
    (fate) => {
      const story = automatic(saturday, macro('next Mon 09:00:03', 'reopening'))
        .where({ sends: [fate] })
        .until('next Fri 12:00');
      expect(story.received).toHaveLength(1);
      expect(story.notes.map(({ kind }) => kind)).toEqual(['sent', 'alreadySent']);
      expect(story.world.action).toBeUndefined();
    },
  );

  it.each([
    ['with', customer('next Mon 09:05')],
    ['without', lost(customer('next Mon 09:05'))],
  ])('H8 sends nothing when the customer writes again before the turn comes, %s a webhook', (_, again) => {
    const story = automatic(saturday, again)
      .where({ turnMs: 10 * MINUTE })
      .until('next Mon 12:00');
    expect(story.received).toEqual([]);
  });

  it('H8 sends nothing when an agent has answered in the meantime', () => {
    const story = automatic(saturday, lost(agent('Sat 12:00'))).until('next Fri 12:00');
    expect(story.received).toEqual([]);
  });

  it('H9 asks for a turn with the time of the customer message, and waits for it', () => {
    const story = automatic(saturday)
      .where({ turnMs: 20 * MINUTE })
      .until('next Fri 12:00');
    expect(story.received).toEqual([reopening('next Mon 09:20')]);
  });

  it('H9 sends nothing without a turn', () => {
    const story = automatic(saturday)
      .where({ turnMs: 20 * MINUTE })
      .until('next Mon 09:19');
    expect(story.received).toEqual([]);
    expect(story.conversation && when(wakeAt(story.conversation) ?? 0)).not.toBe('next Mon 09:19');
  });

  it('H3 does not reopen for a customer who has opted out', () => {
    const story = automatic(saturday, lost(change('Sun 10:00', (w) => (w.optedOut = true))));
    expect(story.until('next Fri 12:00').received).toEqual([]);
  });
});
