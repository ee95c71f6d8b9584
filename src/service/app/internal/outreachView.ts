import type { OutreachMessage } from '../../../../activities/types';
import { sendIdOf } from '../../../../workflows/core/sendId';
import type { Conversation, Live, Outreach } from '../../../../workflows/core/conversation';
import { own } from '../../../../workflows/core/own';
import type { Turns } from '../../../../workflows/core/turnState';
import { type Waiting, waitingOf } from '../../../reasons/waiting';
import type { OutreachView } from '../view';
import { iso, nameAndLanguage } from './values';

/** What this run has sent or means to send, and what earlier runs of the ticket have sent, oldest first. */
export function outreachOf(c: Conversation, turns: Turns | undefined): OutreachView[] {
  const planned = c.stage === 'watching' ? c.outreach.map((it) => ofIntent(c, it, turns)) : [];
  const ids = new Set(planned.map(({ id }) => id));
  const earlier = c.messages
    .filter((it): it is OutreachMessage => it.by === 'ventana' && it.ticketId === c.ticketId)
    .map((it) => ofMessage(c, it))
    .filter(({ id }) => !ids.has(id));
  return [...earlier, ...planned].slice(-MOST);
}

const MOST = 20;

function ofIntent(c: Live, intent: Outreach, turns: Turns | undefined): OutreachView {
  const { id, purpose, requested, rendition, progress, message, since, repeats } = intent;
  const template = own(c.truth.policy.messages, message)?.template;
  const waitsFor = waitingOf(c, intent, turns);
  const isTemplate = repeats === undefined && rendition === 'template';
  return {
    id,
    kind: purpose.kind,
    name: purpose.name,
    requested: requested && repeats === undefined,
    state: progress.state,
    rendition: repeats === undefined ? rendition : 'words',
    template: isTemplate ? nameAndLanguage(template) : null,
    dueAt: iso(since),
    sentAt: progress.state === 'sent' ? iso(progress.at) : null,
    delivered: progress.state === 'sent' && hasArrived(c, [progress.reference, sendIdOf(intent)]),
    readAt: null,
    failure: failureOf(intent),
    waitsFor: waitsFor ? withoutWords(waitsFor) : null,
  };
}

/** The app has words of its own, in the agent's language. */
const withoutWords = ({ words: _words, todo: _todo, ...waits }: Waiting): OutreachView['waitsFor'] => waits;

function failureOf({ progress }: Outreach): OutreachView['failure'] {
  if (progress.state === 'failed') return codeOf(progress.failure);
  if (progress.state !== 'refused') return null;
  return progress.note.kind === 'sendFailed' ? codeOf(progress.note.failure) : { code: progress.note.kind };
}

const codeOf = ({ reason, code }: { reason: string; code?: number }): OutreachView['failure'] => ({
  code: reason,
  ...(code !== undefined && { error: code }),
});

function ofMessage(c: Conversation, { id, at, sendId, purpose }: OutreachMessage): OutreachView {
  const [, intentId = sendId, rendition] = /^(.*):(text|template):\d+$/.exec(sendId) ?? [];
  const failure = c.failures[id];
  return {
    id: intentId,
    kind: purpose.kind,
    name: purpose.name,
    requested: false,
    state: failure ? 'failed' : 'sent',
    rendition: purpose.kind === 'rescued' ? 'words' : rendition === 'text' ? 'text' : 'template',
    template: null,
    dueAt: iso(at),
    sentAt: iso(at),
    delivered: hasArrived(c, [id, sendId]),
    readAt: null,
    failure: failure ? codeOf(failure) : null,
    waitsFor: null,
  };
}

/** Since when, or whether, it is on the phone. */
function hasArrived({ arrived = [], arrivedAt = {} }: Conversation, ids: readonly string[]): OutreachView['delivered'] {
  const times = ids.flatMap((id) => own(arrivedAt, id) ?? []);
  return times.length > 0 ? iso(Math.min(...times)) : ids.some((id) => arrived.includes(id));
}
