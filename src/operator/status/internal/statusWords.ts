import { say, sayAsIs } from '../../../language/say';
import { detailsOf } from '../../../../workflows/details';
import { instant, purposeWords } from '../../../../workflows/words';
import type { Conversation } from '../../../../workflows/core/conversation';
import type { Turns } from '../../../../workflows/core/turnState';
import type { Run } from '../../../temporal/readRun';
import { sentBefore } from './status';
import { notSentOf } from '../../../reasons/notSent';
import { waitingOf } from '../../../reasons/waiting';
import { troublesOf } from './troubles';

/** The status in words, as markdown with UTC times. They are the words of Temporal's UI if a worker provides them. */
export function statusWords(ticketId: string, url: string, run: Run | undefined, turns?: Turns): string {
  const title = say('**[Ticket {ticketId}]({url})**', { ticketId, url });
  if (!run)
    return say(
      '{title}: Ventana is not watching it, so it sends nothing; or it stopped so long ago that Temporal has deleted its history.\n\n{starts}',
      { title, starts: starts() },
    );
  const { conversation } = run;
  const lines = typeof conversation === 'string' ? outline(title, run, conversation) : [detailsOf(conversation, url)];
  if (run.open) return [...lines, ...whyLines(conversation, turns)].join('\n');
  return [...lines, ...(typeof conversation === 'string' ? [] : sentLines(conversation)), '', ...ending(run)].join(
    '\n',
  );
}

const starts = (): string =>
  [
    say('**What starts it**'),
    '',
    say('- The customer writes on WhatsApp.'),
    say('- An agent sets the ticket to pending: a WhatsApp ticket is then watched, any other is dropped again.'),
    say("- An agent applies one of Ventana's macros."),
    '',
    say(
      'If a macro or message was not noticed, `npx ventana doctor` names the trigger or webhook that is missing or off. If\nonly a webhook was lost, the next sweep finds the ticket. `npx ventana sweep` runs one now.',
    ),
  ].join('\n');

/** What Temporal itself knows about a run. */
function outline(title: string, { shown }: Run, why: string): string[] {
  const { stage = 'unknown', nextAction, nextActionAt, windowClosesAt } = shown;
  return [
    `${title}: ${stage}`,
    '',
    ...(windowClosesAt === undefined
      ? []
      : [say('- The window closes at {instant}.', { instant: instant(windowClosesAt) })]),
    ...(nextAction === undefined || nextActionAt === undefined
      ? []
      : [say('- Next: {nextAction}, at {instant}.', { nextAction, instant: instant(nextActionAt) })]),
    say('- Nothing more can be read from Temporal without a worker: {why}.', { why: sayAsIs(why) }),
  ];
}

/** Last, where the eye is: why something does not happen, and what to do. */
function whyLines(c: Conversation | string, turns: Turns | undefined): string[] {
  if (typeof c === 'string') return [];
  const outreach = c.stage === 'watching' ? c.outreach : [];
  const lost = outreach.flatMap((it) => {
    const why = notSentOf(it);
    return why && it === outreach.at(-1) && why.code !== 'dropped' ? [whyLine(purposeWords(it.purpose), why)] : [];
  });
  const waiting = outreach.flatMap((it) => {
    const why = c.stage === 'watching' ? waitingOf(c, it, turns) : undefined;
    return why ? [whyLine(purposeWords(it.purpose), why)] : [];
  });
  return [
    ...section(say('Why it was not sent'), lost),
    ...section(say('Why not yet'), waiting),
    ...section(
      say('What is in the way'),
      troublesOf(c).map((it) => `- ${it.words}. ${it.todo}`),
    ),
  ];
}

const whyLine = (what: string, { words, todo }: { words: string; todo?: string }): string =>
  `- ${what}: ${words}.${todo === undefined ? '' : ` ${todo}`}`;

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : ['', `**${title}**`, '', ...lines];

/** A run that has ended keeps its messages, but not what it still meant to send. */
function sentLines(conversation: Conversation): string[] {
  if (conversation.stage !== 'ended') return [];
  const sent = sentBefore(conversation).map(({ purpose, at }) =>
    say('- {purpose}: sent {instant}', { purpose: purposeWords(purpose), instant: instant(at) }),
  );
  return [
    '',
    ...(sent.length > 0 ? [say('**Sent by Ventana**'), '', ...sent] : [say('**Sent by Ventana**: nothing.')]),
  ];
}

function ending({ outcome, closedAt }: Run): string[] {
  const when = closedAt === undefined ? '' : say(' at {instant}', { instant: instant(closedAt) });
  const how = outcome === 'completed' ? say('ended') : sayAsIs(`was ${outcome}`);
  return [say('The run {how}{when}.', { how, when })];
}
