import { detailsOf } from '../../../../workflows/details';
import { instant, purposeWords } from '../../../../workflows/words';
import type { Conversation } from '../../../../workflows/core/conversation';
import type { Turns } from '../../../../workflows/core/turnState';
import type { Run } from '../../../temporal/readRun';
import { sentBefore } from './status';
import { waitingOf } from './waiting';

/** The status in words, as markdown with UTC times. They are the words of Temporal's UI if a worker provides them. */
export function statusWords(ticketId: string, url: string, run: Run | undefined, turns?: Turns): string {
  const title = `**[Ticket ${ticketId}](${url})**`;
  if (!run)
    return `${title}: Ventana is not watching it, so it sends nothing; or it stopped so long ago that Temporal has deleted its history.\n\n${STARTS}`;
  const { conversation } = run;
  const lines = typeof conversation === 'string' ? outline(title, run, conversation) : [detailsOf(conversation, url)];
  if (run.open) return [...lines, ...waitingLines(conversation, turns)].join('\n');
  return [...lines, ...(typeof conversation === 'string' ? [] : sentLines(conversation)), '', ...ending(run)].join(
    '\n',
  );
}

const STARTS = `**What starts it**

- The customer writes on WhatsApp.
- An agent sets the ticket to pending: a WhatsApp ticket is then watched, any other is dropped again.
- An agent applies one of Ventana's macros.

If a webhook was lost, the next sweep finds the ticket. \`npx ventana sweep\` runs one now.`;

/** What Temporal itself knows about a run. */
function outline(title: string, { shown }: Run, why: string): string[] {
  const { stage = 'unknown', nextAction, nextActionAt, windowClosesAt } = shown;
  return [
    `${title}: ${stage}`,
    '',
    ...(windowClosesAt === undefined ? [] : [`- The window closes at ${instant(windowClosesAt)}.`]),
    ...(nextAction === undefined || nextActionAt === undefined
      ? []
      : [`- Next: ${nextAction}, at ${instant(nextActionAt)}.`]),
    `- Nothing more can be read from Temporal without a worker: ${why}.`,
  ];
}

/** Why what is to be sent is not sent yet. */
function waitingLines(c: Conversation | string, turns: Turns | undefined): string[] {
  if (typeof c === 'string' || c.stage !== 'watching') return [];
  const lines = c.outreach.flatMap((it) => {
    const waiting = waitingOf(c, it, turns);
    return waiting ? [`- ${purposeWords(it.purpose)}: ${waiting.words}.`] : [];
  });
  return lines.length === 0 ? [] : ['', '**Why not yet**', '', ...lines];
}

/** A run that has ended keeps its messages, but not what it still meant to send. */
function sentLines(conversation: Conversation): string[] {
  if (conversation.stage !== 'ended') return [];
  const sent = sentBefore(conversation).map(({ purpose, at }) => `- ${purposeWords(purpose)}: sent ${instant(at)}`);
  return ['', ...(sent.length > 0 ? ['**Sent by Ventana**', '', ...sent] : ['**Sent by Ventana**: nothing.'])];
}

function ending({ outcome, closedAt }: Run): string[] {
  const when = closedAt === undefined ? '' : ` at ${instant(closedAt)}`;
  const how = outcome === 'completed' ? 'ended' : `was ${outcome}`;
  return [`The run ${how}${when}.`];
}
