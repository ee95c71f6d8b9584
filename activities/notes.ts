/** The internal notes, in the account's language: one or two sentences that say what happened and what to do. */
import type { Dependencies } from './dependencies';
import { own } from '../workflows/core/own';
import { configurationText, delayedText, heldText, refusedText } from './failureText';
import { limitText } from './limitText';
import type { Phrases } from './phraseForms';
import { phrases } from './phrases';
import type { Language } from './policy';
import { rescuePhrases } from './rescuePhrases';
import type { Note, SendFailure } from './orders';
import type { Purpose, Rendition } from './types';

/** @returns the note's text; its ticket links are the addresses that agents use */
export async function noteText(deps: Dependencies, note: Note): Promise<string> {
  const { policy, hours, ticketUrl } = deps;
  const say = phrases[policy.language];
  const link = (ticketId: string): string => `#${ticketId} (${ticketUrl(ticketId)})`;
  switch (note.kind) {
    case 'sent':
      if (note.purpose.kind === 'rescue')
        return rescuePhrases[policy.language].rescueSent(renditionName(deps, say, note.message, note.rendition));
      return say.sent(purposeName(deps, note.purpose), renditionName(deps, say, note.message, note.rendition));
    case 'alreadySent':
      return say.alreadySent(purposeName(deps, note.purpose), await hours.format(note.at));
    case 'sendFailed':
      return say.sendFailed(purposeName(deps, note.purpose), reason(deps, say, note.message, note.failure));
    case 'sendUnknown':
      return say.sendUnknown(purposeName(deps, note.purpose));
    case 'sendHeld':
      return heldText(policy.language, purposeName(deps, note.purpose), note.code);
    case 'sendDelayed':
      return note.notTaken
        ? say.notTaken(purposeName(deps, note.purpose))
        : delayedText(policy.language, purposeName(deps, note.purpose), note.code);
    case 'sendRetried':
      return say.sendRetried(purposeName(deps, note.purpose), note.code, await hours.format(note.at));
    case 'sendDropped':
      return say.sendDropped(purposeName(deps, note.purpose));
    case 'customerWroteFirst':
      return say.customerWroteFirst(purposeName(deps, note.purpose));
    case 'turnTooLate':
      return say.turnTooLate(purposeName(deps, note.purpose));
    case 'sendPaused':
      return say.sendPaused(purposeName(deps, note.purpose));
    case 'wouldSend':
      return say.wouldSend(purposeName(deps, note.purpose), renditionName(deps, say, note.message, note.rendition));
    case 'heldBack':
      return say.heldBack(purposeName(deps, note.purpose));
    case 'sendingPaused':
    case 'sendingResumed':
    case 'switchRefused':
    case 'silenced':
    case 'silenceLifted':
      return say[note.kind];
    case 'limitNear':
    case 'limitReached':
    case 'budgetSoft':
    case 'budgetHard':
    case 'budgetRefused':
      return limitText(policy.language, note, 'purpose' in note ? purposeName(deps, note.purpose) : '');
    case 'unknownAction':
      return say.unknownAction(note.action);
    case 'notDelivered':
      return say.notDelivered(note.late, note.code) + whatToDo(policy.language, note);
    case 'rescued':
      return rescuePhrases[policy.language].rescued(note.count);
    case 'rescueAsks':
    case 'rescueExpired':
    case 'rescueHeld':
    case 'rescueWithdrawn':
    case 'nothingToRescue':
      return rescuePhrases[policy.language][note.kind];
    case 'windowClosing':
      return say.windowClosing(await hours.format(note.closesAt));
    case 'optedOut':
      return optedOutText(say, note);
    case 'solvedUnanswered':
      return note.withoutReminder ? say.solvedWithoutReminder : say.solvedUnanswered;
    case 'answeredElsewhere':
    case 'answersOther':
      return say[note.kind](link(note.otherTicketId));
  }
}

function whatToDo(language: Language, { rescue, macro }: Extract<Note, { kind: 'notDelivered' }>): string {
  if (rescue) return rescuePhrases[language].toRescue[rescue];
  return macro === undefined ? '' : phrases[language].toReopen(macro);
}

function optedOutText(say: Phrases, note: Extract<Note, { kind: 'optedOut' }>): string {
  const { refused, of, fieldMissing, unshown, block } = note;
  if (unshown) return block ? say.blockUnshown : say.optedOutUnshown;
  if (refused) return of === 'marketing' ? say.marketingRefused : say.optedOutRefused;
  return fieldMissing ? say.optedOutUnstored : say.optedOut;
}

function purposeName({ policy }: Dependencies, { kind, name }: Purpose): string {
  const { purposes } = phrases[policy.language];
  return kind === 'proactive'
    ? purposes.proactive(
        own(policy.titles ?? {}, name)
          ?.split('::')
          .at(-1) ?? name,
      )
    : purposes[kind];
}

function renditionName({ policy }: Dependencies, say: Phrases, message: string, rendition: Rendition): string {
  return rendition === 'text' ? say.text : say.template(own(policy.messages, message)?.template.name ?? message);
}

function reason({ policy }: Dependencies, say: Phrases, message: string, failure: SendFailure): string {
  const { reason, code, detail } = failure;
  const template = own(policy.messages, message)?.template.name ?? message;
  switch (reason) {
    case 'missingValue':
      return say.reasons.missingValue(detail ?? '?');
    case 'configuration':
      return configurationText(policy.language, template, { code, detail });
    case 'unrepeatable':
      return say.reasons.unrepeatable(detail ?? '?');
    case 'noPhone':
    case 'invalidPhone':
    case 'ambiguousPhone':
    case 'nobodyFound':
    case 'blocked':
    case 'suspended':
    case 'otherRequester':
    case 'notTaken':
    case 'optedOut':
    case 'marketingOptedOut':
    case 'noConsent':
      return say.reasons[reason];
    case 'zendesk':
      return say.reasons.zendesk(detail === undefined ? '' : ` (${detail})`);
    case 'refused':
      return refusedText(policy.language, template, failure);
  }
}
