import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import { failurePhrases } from '../../activities/failurePhrases';
import { noteText } from '../../activities/notes';
import { phrases } from '../../activities/phrases';
import type { Language } from '../../activities/policy';
import type { Note, SendFailure } from '../../activities/orders';
import type { Purpose } from '../../activities/types';

const depsIn = (language: Language) =>
  ({
    policy: { language, messages: { followUp: { template: { name: 'consulta_pendiente' } } } },
    hours: { format: (at: number) => Promise.resolve(new Date(at).toISOString().slice(0, 16).replace('T', ' ')) },
    ticketUrl: (id: string) => `https://acme.zendesk.com/agent/tickets/${id}`,
  }) as unknown as Dependencies;

const followUp: Purpose = { kind: 'followUp', name: 'followUp' };
const incident: Purpose = { kind: 'proactive', name: 'incident' };
const failed = (failure: SendFailure): Note => ({
  kind: 'sendFailed',
  purpose: incident,
  message: 'incident',
  failure,
});

/** One of every kind, and of every reason. */
const notes: Record<Note['kind'], Note[]> = {
  sent: [
    { kind: 'sent', purpose: followUp, message: 'followUp', rendition: 'template' },
    { kind: 'sent', purpose: incident, message: 'incident', rendition: 'text' },
    { kind: 'sent', purpose: incident, message: 'gone', rendition: 'template' },
    { kind: 'sent', purpose: { kind: 'rescue', name: 'rescue' }, message: 'rescue', rendition: 'template' },
  ],
  alreadySent: [{ kind: 'alreadySent', purpose: { kind: 'reopening', name: 'reopening' }, at: 0 }],
  sendFailed: [
    failed({ reason: 'noPhone' }),
    failed({ reason: 'invalidPhone' }),
    failed({ reason: 'optedOut' }),
    failed({ reason: 'marketingOptedOut' }),
    failed({ reason: 'noConsent' }),
    failed({ reason: 'unrepeatable', detail: 'gone' }),
    failed({ reason: 'unrepeatable', detail: 'carousel' }),
    failed({ reason: 'missingValue', detail: 'agent.name' }),
    failed({ reason: 'missingValue' }),
    failed({ reason: 'configuration', code: 132001 }),
    failed({ reason: 'configuration', detail: 'messages.incident' }),
    failed({ reason: 'configuration' }),
    failed({ reason: 'refused' }),
    failed({ reason: 'refused', code: 131000 }),
    failed({ reason: 'refused', code: 131999, detail: 'Something new.' }),
    failed({ reason: 'refused', code: 100, kind: 'recipient' }),
    failed({ reason: 'refused', kind: 'transient' }),
    ...[132015, 190, 131042, 131031, 133010].map((code) => failed({ reason: 'refused', code })),
    ...Object.keys(failurePhrases.es.codes).map((code) => failed({ reason: 'refused', code: Number(code) })),
  ],
  sendUnknown: [{ kind: 'sendUnknown', purpose: incident }],
  sendHeld: [132015, 190, 131042, 368, 33].map((code) => ({ kind: 'sendHeld', purpose: followUp, code })),
  sendDelayed: [
    { kind: 'sendDelayed', purpose: followUp, code: 131000 },
    { kind: 'sendDelayed', purpose: incident },
  ],
  sendRetried: [
    { kind: 'sendRetried', purpose: followUp, at: 0, code: 131049 },
    { kind: 'sendRetried', purpose: incident, at: 0 },
  ],
  sendDropped: [{ kind: 'sendDropped', purpose: followUp }],
  customerWroteFirst: [{ kind: 'customerWroteFirst', purpose: followUp }],
  turnTooLate: [{ kind: 'turnTooLate', purpose: incident }],
  sendPaused: [{ kind: 'sendPaused', purpose: incident }],
  wouldSend: [{ kind: 'wouldSend', purpose: followUp, message: 'followUp', rendition: 'template' }],
  heldBack: [{ kind: 'heldBack', purpose: followUp }],
  sendingPaused: [{ kind: 'sendingPaused' }],
  sendingResumed: [{ kind: 'sendingResumed' }],
  switchRefused: [{ kind: 'switchRefused' }],
  silenced: [{ kind: 'silenced' }],
  silenceLifted: [{ kind: 'silenceLifted' }],
  limitNear: [
    { kind: 'limitNear', limit: 'templatesPerDay', used: 200, max: 250 },
    { kind: 'limitNear', limit: 'notificationsPerMonth', used: 800, max: 1_000 },
  ],
  limitReached: [{ kind: 'limitReached', purpose: incident, limit: 'templatesPerDay', used: 250, max: 250 }],
  budgetSoft: [{ kind: 'budgetSoft', used: 200.0123, max: 200, currency: 'EUR', card: '2026-10-01' }],
  budgetHard: [{ kind: 'budgetHard', used: 1299.9, max: 1_300, currency: 'MXN', card: '2026-10-01' }],
  budgetRefused: [{ kind: 'budgetRefused', purpose: incident, used: 300, max: 300, currency: 'USD' }],
  unknownAction: [{ kind: 'unknownAction', action: 'birthday' }],
  notDelivered: [
    { kind: 'notDelivered', late: true, macro: 'WhatsApp::Reabrir conversación' },
    { kind: 'notDelivered', late: false, code: 131026 },
    { kind: 'notDelivered', late: false },
    { kind: 'notDelivered', late: true, macro: 'WhatsApp::Reabrir conversación', rescue: 'agent' },
    { kind: 'notDelivered', late: true, rescue: 'automatic' },
  ],
  rescued: [
    { kind: 'rescued', count: 1 },
    { kind: 'rescued', count: 2 },
  ],
  rescueAsks: [{ kind: 'rescueAsks' }],
  rescueExpired: [{ kind: 'rescueExpired' }],
  rescueHeld: [{ kind: 'rescueHeld' }],
  rescueWithdrawn: [{ kind: 'rescueWithdrawn' }],
  nothingToRescue: [{ kind: 'nothingToRescue' }],
  windowClosing: [{ kind: 'windowClosing', closesAt: 0 }],
  optedOut: [{ kind: 'optedOut' }, { kind: 'optedOut', fieldMissing: true }, { kind: 'optedOut', unshown: true }],
  solvedUnanswered: [{ kind: 'solvedUnanswered' }, { kind: 'solvedUnanswered', withoutReminder: true }],
  answeredElsewhere: [{ kind: 'answeredElsewhere', otherTicketId: '200' }],
  answersOther: [{ kind: 'answersOther', otherTicketId: '200' }],
};
const all = Object.values(notes).flat();
const labelled = all.map((note) => [JSON.stringify(note), note] as const);

describe.each(['es', 'en'] as const)('the notes in %s', (language) => {
  const say = (note: Note) => noteText(depsIn(language), note);

  it.each(labelled)('%s is one or two whole sentences', async (_, note) => {
    const text = await say(note);
    const sentences = text.split(/[.!?](?=\s|$)/).filter((it) => it.trim() !== '');
    expect(sentences.length).toBeGreaterThanOrEqual(1);
    expect(sentences.length).toBeLessThanOrEqual(2);
    expect(text).toMatch(/^["«\p{Lu}]/u);
    expect(text).toMatch(/[.?!]$/);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\{|\?\?| {2}/);
  });

  it('are all different', async () => {
    const texts = await Promise.all(all.map(say));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('say whether it was the template or the text', async () => {
    const words = phrases[language];
    expect(await say(notes.sent[1]!)).toContain(words.text);
    expect(await say(notes.sent[0]!)).toContain(words.template('consulta_pendiente'));
    expect(await say(notes.sent[2]!)).toContain(words.template('gone'));
  });

  it("say more than the number of Meta's codes that we know, and the number of others", async () => {
    for (const [code, words] of Object.entries(failurePhrases[language].codes))
      expect(await say(failed({ reason: 'refused', code: Number(code) }))).toContain(words);
    expect(await say(failed({ reason: 'refused', code: 131999, detail: 'Why.' }))).toContain('(131999: Why)');
    expect(await say(failed({ reason: 'refused', code: 131999 }))).toContain('(131999)');
    expect(await say(failed({ reason: 'refused', detail: 'why' }))).toContain('(why)');
  });

  it('say of each kind of error what it asks for, whoever found the code', async () => {
    const words = failurePhrases[language];
    const { stops } = words;
    const refused = (code: number) => say(failed({ reason: 'refused', code }));
    for (const code of [2, 4, 80007, 131000, 131016, 133004])
      expect(await refused(code)).toContain(words.passing(` (${code})`));
    for (const [code, { who }] of [
      [0, stops.access],
      [10, stops.access],
      [190, stops.access],
      [200, stops.access],
      [299, stops.access],
      [131042, stops.payment],
      [368, stops.restriction],
      [131031, stops.restriction],
      [33, stops.number],
      [133010, stops.number],
      [132015, stops.template],
    ] as const) {
      expect(await refused(code)).toContain(who);
      expect(await say({ kind: 'sendHeld', purpose: followUp, code })).toContain(who);
      expect(await say({ kind: 'sendHeld', purpose: followUp, code })).toContain(`(${code})`);
    }
    for (const code of [100, 131008, 131009, 132018]) {
      expect(await refused(code)).toContain(words.configuration(`incident: ${code}`));
      expect(await say(failed({ reason: 'configuration', code }))).toContain(words.configuration(`incident: ${code}`));
    }
  });

  it('name what is missing or set wrong', async () => {
    expect(await say(failed({ reason: 'missingValue' }))).toContain('?');
    expect(await say(failed({ reason: 'missingValue', detail: 'agent.name' }))).toContain('agent.name');
    expect(await say(failed({ reason: 'configuration', code: 132001 }))).toContain('incident: 132001');
    expect(await say(failed({ reason: 'configuration', detail: 'messages.x' }))).toContain('messages.x');
  });

  it('give the link to the other ticket, the time, and the name of the macro and of the template', async () => {
    expect(await say(notes.answersOther[0]!)).toContain('#200 (https://acme.zendesk.com/agent/tickets/200)');
    expect(await say(notes.notDelivered[0]!)).toContain('WhatsApp::Reabrir conversación');
    expect(await say(notes.sent[0]!)).toContain('consulta_pendiente');
    expect(await say(notes.windowClosing[0]!)).toContain('1970-01-01 00:00');
    expect(await say(notes.alreadySent[0]!)).toContain('1970-01-01 00:00');
  });
});

describe('the languages of the notes', () => {
  it.each(labelled)('%s differs between Spanish and English', async (_, note) => {
    expect(await noteText(depsIn('es'), note)).not.toBe(await noteText(depsIn('en'), note));
  });

  it('the note of a sent reminder is the one in the documentation', async () => {
    expect(await noteText(depsIn('es'), notes.sent[0]!)).toBe(
      'Recordatorio enviado por WhatsApp (plantilla consulta_pendiente). Si el cliente responde, el ticket se reabrirá.',
    );
  });
});
