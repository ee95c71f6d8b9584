import { say, sayAsIs, type Plain } from '../language/say';
import type { Note, SendFailure } from '../../activities/orders';
import type { Outreach } from '../../workflows/core/conversation';
import { kindOfCode, meaningOf, remedyOf } from '../../workflows/core/errorCodes';
import { REMEDIES } from './remedies';

/** Why a message was not sent, and will not be. `code` is stable. */
export interface NotSent {
  code: SendFailure['reason'] | Note['kind'] | 'unknown' | 'dropped' | 'observed' | 'heldBack';
  /** The end of a sentence, without a full stop. */
  words: string;
  /** What a person can do; a whole sentence. */
  todo: string;
  /** Meta's error code. */
  error?: number;
}

const OTHER_WAY = 'Contact the customer another way.';

const FAILURES: Readonly<Record<SendFailure['reason'], [words: Plain, todo: Plain]>> = {
  refused: ['WhatsApp rejected it', OTHER_WAY],
  missingValue: [
    'a value of the template is missing',
    'Fill it in on the ticket, or give it a fallback in the policy, then apply the macro again.',
  ],
  noPhone: ['the requester has no phone number', 'Add it to their profile in Zendesk, then apply the macro again.'],
  invalidPhone: [
    "the requester's phone number is wrong: no such number exists",
    'Correct it in their profile in Zendesk, then apply the macro again.',
  ],
  ambiguousPhone: [
    "the requester's phone number can be read as two numbers",
    'Write it in their profile with a plus sign and the country code, then apply the macro again.',
  ],
  nobodyFound: [
    "nobody on WhatsApp was found for the requester's phone number",
    'Check it in their profile. Contact the customer another way.',
  ],
  blocked: ['the customer has blocked your WhatsApp number', OTHER_WAY],
  suspended: [
    'the requester is suspended in Zendesk',
    'Lift the suspension in their profile, if that is right, then apply the macro again.',
  ],
  notTaken: ['Sunshine or Zendesk did not take it for a day', 'See `npx ventana doctor`, then apply the macro again.'],
  zendesk: [
    'Zendesk does not show something that the message needs',
    'Check the requester, and see `npx ventana doctor`.',
  ],
  otherRequester: [
    'the conversation belongs to another person than the requester',
    'Contact the requester from a new ticket.',
  ],
  optedOut: [
    'the customer asked for no more messages (STOP)',
    'Respect it. If the customer asks for messages again, clear "WhatsApp opt-out" ("WhatsApp: no quiere mensajes") in their profile in Zendesk.',
  ],
  marketingOptedOut: ['the customer has stopped marketing messages', OTHER_WAY],
  unrepeatable: ["the agent's words cannot be sent again", 'Write to the customer yourself.'],
  noConsent: [
    "the customer's consent is not recorded",
    'If they did consent, tick "WhatsApp opt-in" in their profile in Zendesk, then apply the macro again.',
  ],
  configuration: [
    'the message as configured is not acceptable',
    'Tell your Ventana administrator: `npx ventana doctor`.',
  ],
};

const NOTES: Partial<Record<Note['kind'], [words: Plain, todo: Plain]>> = {
  alreadySent: [
    'the same message went out within 24 hours, and the customer has not answered',
    'Wait for the answer, or contact the customer another way.',
  ],
  customerWroteFirst: [
    'the customer has written since it was requested',
    'Answer with an ordinary message: the window is open.',
  ],
  turnTooLate: ['a day passed before it could be sent', 'Apply the macro again, if it is still needed.'],
  unknownAction: [
    'the policy has no such action',
    'Add it under `proactive`, then `npx ventana policy apply` and `npx ventana setup`.',
  ],
  budgetRefused: [
    "the month's budget is used up (`budget` in the policy; an estimate)",
    'Wait for the next month, contact the customer another way, or raise `budget.monthly.hard`: `npx ventana policy apply`.',
  ],
  nothingToRescue: ['no reply of an agent was lost', 'Nothing: the customer has got all replies.'],
};

/** Undefined: it was sent, or is still to come. */
export function notSentOf({ progress }: Outreach): NotSent | undefined {
  switch (progress.state) {
    case 'failed':
      return failed(progress.failure);
    case 'refused':
      return refused(progress.note);
    case 'unknown':
      return {
        code: 'unknown',
        words: say('WhatsApp did not confirm that it has it'),
        todo: say('Ask the customer whether it came before you send it again.'),
      };
    case 'observed':
      return {
        code: 'observed',
        words: say('the policy only observes'),
        todo: say('To send, set `mode: live` in the policy.'),
      };
    case 'heldBack':
      return {
        code: 'heldBack',
        words: say('an experiment measures what happens without it'),
        todo: say('Nothing: it shows what reminders bring. To remind everybody, set `experiment: off` in the policy.'),
      };
    case 'dropped':
      return { code: 'dropped', words: say('it was no longer needed'), todo: say('Nothing.') };
    default:
      return undefined;
  }
}

function failed({ reason, code, detail }: SendFailure): NotSent {
  const [words, todo] = FAILURES[reason] ?? FAILURES.refused;
  const more = [code, code === undefined ? undefined : meaningOf(code), detail].filter((it) => it !== undefined);
  return {
    code: reason,
    words: more.length === 0 ? say(words) : `${say(words)} (${more.join(': ')})`,
    todo: (code === undefined ? undefined : todoFor(code)) ?? say(todo),
    ...(code !== undefined && { error: code }),
  };
}

function refused(note: Note): NotSent {
  if (note.kind === 'sendFailed') return failed(note.failure);
  if (note.kind === 'limitReached') {
    const words = say('the limit of the policy is reached: {used} of {max} (limits.{limit})', {
      used: note.used,
      max: note.max,
      limit: note.limit,
    });
    return {
      code: note.kind,
      words,
      todo: say(
        'Apply the macro again tomorrow. If Meta allows you more, raise limits.{limit} in the policy: `npx ventana policy apply`.',
        { limit: note.limit },
      ),
    };
  }
  const [words, todo] = NOTES[note.kind] ?? [note.kind, 'See the note on the ticket.'];
  return { code: note.kind, words: sayAsIs(words), todo: sayAsIs(todo) };
}

/** What a person can do about Meta's error; undefined: nothing in general. */
export function todoFor(code: number): string | undefined {
  const remedy = remedyOf(code);
  if (remedy !== undefined) return say(REMEDIES[remedy]);
  switch (kindOfCode(code)) {
    case 'template':
      return code === 132016
        ? say('Make a new template with another name (WhatsApp Manager, Message templates), and name it in the policy.')
        : say(
            'Wait: Meta lifts a pause after 3 to 6 hours, and Ventana goes on by itself. Make the text clearer (WhatsApp Manager, Message templates).',
          );
    case 'transient':
      return say('Wait: Ventana keeps trying for a day. See https://metastatus.com.');
    case 'configuration':
      return say('Tell your Ventana administrator: `npx ventana doctor` compares each template with the policy.');
    default:
      return undefined;
  }
}
