/** Lives in which Ventana has a part: what agents ask it for, and what WhatsApp refuses. */
import { DAY, HOUR, SECOND } from '../support/madrid';
import {
  ANSWERED,
  answered,
  CODES,
  type Kind,
  late,
  LOST,
  question,
  reminded,
  replies,
  sets,
  SOLVED,
  timed,
  truth,
  windowOf,
  writes,
} from './lives';

/** The reminder does not arrive. @param knows whether the account's records say so */
const reminderFails: Kind = (m) => {
  const asked = question(m);
  const code = m.dice.oneOf(CODES);
  return {
    acts: [...asked.acts, timed(asked.due - HOUR, { does: 'refuses', code })],
    tickets: [reminded(m, asked, { code })],
  };
};

/** H1: written on Saturday, reopened by an agent on Monday, answered within hours. */
const reopened: Kind = (m) => {
  const wrote = m.weekend();
  const at = m.nextMonday(wrote) + m.minutes(30, 180);
  const answeredAt = at + m.minutes(30, 240);
  return {
    acts: [writes(wrote), timed(at, { does: 'applies', macro: 'reopening' }), ...answered(m, answeredAt)],
    tickets: [
      truth(wrote, {
        windows: [windowOf(m, wrote, LOST), windowOf(m, answeredAt, ANSWERED)],
        outreach: [{ purpose: 'reopening', at, requested: true, category: 'utility', answeredAt }],
      }),
    ],
  };
};

/** H4: the same with the window still open: free-form text. Nobody answers, and the ticket is solved. */
const reopenedInTime: Kind = (m) => {
  const wrote = m.office();
  const at = wrote + m.minutes(60, 180);
  return {
    acts: [writes(wrote), timed(at, { does: 'applies', macro: 'reopening' }), sets(at + 2 * HOUR, 'solved')],
    tickets: [
      truth(wrote, {
        windows: [windowOf(m, wrote, SOLVED)],
        outreach: [{ purpose: 'reopening', at, requested: true, category: 'service' }],
      }),
    ],
  };
};

/** R1: a reply that came too late is rescued, and the customer answers. @param answers whether they do */
const rescued =
  (answers: boolean): Kind =>
  (m) => {
    const wrote = m.office();
    const replied = wrote + DAY + m.minutes(30, 120);
    const asked = replied + m.minutes(20, 60);
    const tapped = asked + m.minutes(60, 600);
    const rescue = { purpose: 'rescue', at: asked, requested: true, category: 'utility' } as const;
    return {
      acts: [
        writes(wrote),
        replies(replied),
        timed(asked, { does: 'applies', macro: 'rescue' }),
        ...(answers ? [timed(tapped, { does: 'taps' }), sets(tapped + m.minutes(60, 120), 'solved')] : []),
      ],
      tickets: [
        truth(wrote, {
          windows: [windowOf(m, wrote, LOST), ...(answers ? [windowOf(m, tapped, ANSWERED)] : [])],
          replies: answers ? late(replied, tapped + SECOND) : late(replied),
          outreach: [{ ...rescue, ...(answers && { answeredAt: tapped }) }],
        }),
      ],
    };
  };

/** P1 in the ticket's own conversation, which was solved days ago. */
const incident: Kind = (m) => {
  const wrote = m.office();
  const replied = wrote + m.minutes(20, 120);
  const at = wrote + 2 * DAY + m.minutes(20, 120);
  const answeredAt = at + m.minutes(60, 300);
  return {
    acts: [
      ...[writes(wrote), replies(replied), sets(replied + m.minutes(20, 60), 'solved')],
      ...[timed(at, { does: 'applies', macro: 'incident' }), ...answered(m, answeredAt)],
    ],
    tickets: [
      truth(wrote, {
        windows: [windowOf(m, wrote, ANSWERED), windowOf(m, answeredAt, ANSWERED)],
        outreach: [{ purpose: 'proactive', at, requested: true, category: 'utility', answeredAt }],
      }),
    ],
  };
};

export const LIVES_WITH_VENTANA: Record<string, { kind: Kind; share: number }> = {
  reminderFails: { kind: reminderFails, share: 3 },
  reopened: { kind: reopened, share: 4 },
  reopenedInTime: { kind: reopenedInTime, share: 2 },
  rescuedAndRead: { kind: rescued(true), share: 3 },
  rescueUnanswered: { kind: rescued(false), share: 2 },
  incident: { kind: incident, share: 2 },
};
