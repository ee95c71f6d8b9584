/** V9: the last note of each of our messages agrees with what became of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Note } from '../../activities/orders';
import {
  type Happening,
  type Outcome,
  agent,
  arrived,
  blocked,
  customer,
  given,
  heldBehind,
  macro,
  paused,
  resumed,
  status,
} from '../support/given';
import { DAY, MINUTE, at, when } from '../support/madrid';
import type { SendFate, WriteFate } from '../support/worldModel';

const SETTLES = { settleMs: 1_500 };
const saturday = customer('last Sat 10:12');
const requested = given(saturday, macro('Mon 09:00', 'reopening')).policy(SETTLES);
const kinds = ({ notes }: Outcome): Note['kind'][] => notes.map(({ kind }) => kind);
const times = (n: number, fate: SendFate): SendFate[] => Array.from({ length: n }, () => fate);

describe('V9 the last note is true:', () => {
  it('a template that is paused is never noted as sent and as held in the same second', () => {
    const story = requested.where({ reportMs: 700, sends: [{ undelivered: 132015 }] }).until('Mon 09:04');
    expect(kinds(story)).toEqual(['sendHeld']);
  });

  it('a message that went out after a hold gets its closing note, a minute after its probe', () => {
    const story = requested.where({ reportMs: 700, sends: times(3, { undelivered: 132015 }) }).until('Mon 18:00');
    expect(kinds(story)).toEqual(['sendHeld', 'sent']);
    expect(story.received).toHaveLength(1);
  });

  it('one that failed after it was noted as sent is told again, also when it was held, sent and held again', () => {
    const late = { reportMs: 20_000 };
    const failed = requested.where({ ...late, sends: [{ undelivered: 131026 }] }).until('Mon 18:00');
    expect(kinds(failed)).toEqual(['sent', 'sendFailed']);
    const minutes = requested
      .where({ reportMs: 90_000, sends: [{ undelivered: 132015 }, { undelivered: 132015 }] })
      .until('Mon 18:00');
    expect(kinds(minutes)).toEqual(['sent', 'sendHeld', 'sent', 'sendHeld', 'sent']);
  });

  it('one that is tried again tomorrow is not left as sent', () => {
    const story = requested.where({ reportMs: 20_000, sends: [{ undelivered: 131049 }] });
    const retried = story.until('Mon 10:00');
    expect(retried.words.at(-1)).toMatchObject({
      kind: 'sendRetried',
      code: 131049,
      at: at('Mon 09:00') + DAY + 20_000,
    });
    expect(kinds(story.until('Tue 12:00'))).toEqual(['sent', 'sendRetried', 'sent']);
  });

  it('one that was held and is not needed any more gets a note that says so', () => {
    const pending = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
    const story = given(...pending, status('Tue 11:02', 'solved'))
      .policy(SETTLES)
      .where({ reportMs: 700, sends: [{ undelivered: 132015 }] })
      .until('Wed 12:00');
    expect(kinds(story)).toEqual(['sendHeld', 'sendDropped']);
    expect(story.received).toEqual([]);
  });

  it('an agent reads the note, and sees the emptied field, within three seconds, in one update', () => {
    const { notes, writes, world } = requested.until('Mon 09:30');
    expect(notes).toEqual([{ at: 'Mon 09:00:01', kind: 'sent' }]);
    expect(writes.filter((it) => it.startsWith('Mon 09:00'))).toHaveLength(1);
    expect(world.action).toBeUndefined();
  });

  it('a text that failed after its note, and then went out as a template, is told of again', () => {
    const story = given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening'))
      .policy(SETTLES)
      .where({ reportMs: 20_000, sends: [{ undelivered: 130429 }, { undelivered: 131047 }] })
      .until('Mon 12:00');
    const sent = story.words.filter(({ kind }) => kind === 'sent');
    expect(sent.map((it) => it.kind === 'sent' && it.rendition)).toEqual(['text', 'template']);
  });

  it('a text that arrived without an answer is noted as a text, though it is found when a template was to go out', () => {
    const story = given(customer('Mon 09:00'), macro('Tue 08:53', 'reopening'))
      .policy(SETTLES)
      .where({ sends: ['inDoubtButArrived', ...Array.from({ length: 4 }, () => 'busy' as const)] })
      .until('Tue 12:00');
    expect(story.sends.at(-1)).toMatchObject({ rendition: 'template' });
    expect(story.words.filter(({ kind }) => kind === 'sent')).toEqual([
      expect.objectContaining({ kind: 'sent', rendition: 'text' }),
    ]);
  });

  it('what is on the phone is noted at once', () => {
    const story = given(saturday, macro('Mon 09:00', 'reopening'), arrived('Mon 09:00:01')).policy({
      settleMs: 10_000,
    });
    expect(story.until('Mon 09:30').notes).toEqual([{ at: 'Mon 09:00:01', kind: 'sent' }]);
  });
});

const codes = fc.constantFrom(131026, 131047, 131049, 131999, 131000, 132015, 131042, 132001, 130429);
const fates: fc.Arbitrary<SendFate> = fc.oneof(
  { weight: 4, arbitrary: codes.map((undelivered) => ({ undelivered })) },
  { weight: 3, arbitrary: codes.map((code) => ({ refused: { reason: 'refused' as const, code } })) },
  { weight: 2, arbitrary: fc.constantFrom<SendFate>('sent', 'busy', 'lost', 'lostButArrived', 'inDoubtButArrived') },
);
const writes = fc.constantFrom<WriteFate>('written', 'written', 'conflict', 'busy', 'busyButWritten', 'full');
const incidents = fc.constantFrom<(time: string) => Happening>(
  (time) => customer(time),
  (time) => status(time, 'solved'),
  (time) => status(time, 'pending'),
  (time) => heldBehind(time, 132015),
  (time) => paused(time),
  (time) => resumed(time),
  (time) => macro(time, 'reopening'),
  (time) => blocked(time),
);

/** What a note claims of its message. */
const claims: Partial<Record<Note['kind'], 'arrived' | 'not' | 'unknown'>> = {
  sent: 'arrived',
  sendFailed: 'not',
  sendHeld: 'not',
  sendDelayed: 'not',
  sendPaused: 'not',
  sendRetried: 'not',
  sendDropped: 'not',
  customerWroteFirst: 'not',
  turnTooLate: 'not',
  sendUnknown: 'unknown',
};

it('V9 whatever becomes of a message, its last note agrees with what the customer has', () => {
  fc.assert(
    fc.property(
      fc.array(fates, { maxLength: 6 }),
      fc.array(writes, { maxLength: 6 }),
      fc.array(fc.tuple(incidents, fc.integer({ min: 1, max: 2_800 })), { maxLength: 3 }),
      fc.constantFrom(300, 900, 2_000, 20_000, 90_000),
      fc.constantFrom<'reopening' | 'followUp'>('reopening', 'followUp'),
      fc.integer({ min: 16, max: 4_000 }),
      (sends, writeFates, more, reportMs, kind, until) => {
        const begin = at('Mon 09:00');
        const start =
          kind === 'reopening'
            ? [saturday, macro('Mon 09:00', 'reopening')]
            : [customer('last Sun 08:00'), agent('last Sun 09:00'), status('last Sun 09:00', 'pending')];
        const others = more
          .sort((a, b) => a[1] - b[1])
          .map(([happens, minutes]) => happens(when(begin + minutes * MINUTE + 30_000)));
        const story = given(...start, ...others)
          .policy(SETTLES)
          .where({ sends, writes: writeFates, reportMs });
        const end = begin + until * MINUTE;
        const played = story.until(when(end));
        agrees(played, end);
      },
    ),
    { numRuns: Number(process.env['NOTE_RUNS'] ?? 250) },
  );
});

/** What was told last of each message, against what was received. A claim may be a quarter of an hour old. */
function agrees({ world, conversation }: Outcome, end: number): void {
  if (conversation?.stage !== 'watching') return;
  const pendingSince = end - 16 * MINUTE;
  for (const intent of conversation.outreach.filter(({ repeats }) => repeats === undefined)) {
    const own = world.notes.filter(({ key }) => key.includes(`:${intent.id}`) && !key.startsWith('limit:'));
    const last = own.at(-1);
    const claim = last && claims[last.note.kind];
    const newest = Math.max(
      0,
      ...world.log.sends.filter(({ order }) => order.sendId.startsWith(`${intent.id}:`)).map((it) => it.at),
    );
    // It is being sent, or its update meets conflicts.
    if (newest > pendingSince || conversation.writing || conversation.writeNotBefore !== undefined) continue;
    const isThere = world.received.some(({ id }) => id.startsWith(`message of ${intent.id}:`));
    const { state } = intent.progress;
    const words = `${last?.key ?? 'no note'} of ${JSON.stringify(intent)}`;
    if (state === 'unknown' || state === 'looking') continue;
    // The row's *departs*: nobody tells the ticket that sending is paused, because no agent waits for it.
    if (state === 'waiting' && !intent.requested && world.pausedSince !== undefined) continue;
    if (claim === 'arrived') expect(isThere, words).toBe(true);
    if (claim === 'not') expect(isThere, words).toBe(false);
    if (isThere && state === 'sent') expect(claim, words).toBe('arrived');
  }
}
