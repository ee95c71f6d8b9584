import { isOrdinaryAnswer, isSameWord, optOutReplyWords, optOutWords } from '../../../activities/optOutWords';
import type { Policy } from '../../../activities/policy';
import type { PolicyFile } from '../policySchema';
import { type PolicyProblem, valueAt } from './policyProblems';

/**
 * The opt-out words. Earlier policy files know only `keywords`, and most of them hold BAJA, which the example had
 * there: without `replyKeywords`, it counts only in reply to an outreach.
 */
export function toOptOutKeywords({
  language,
  optOut,
}: PolicyFile): Pick<Policy, 'optOutKeywords' | 'optOutReplyKeywords'> {
  const keywords = optOut.keywords ?? optOutWords[language];
  if (optOut.replyKeywords) return { optOutKeywords: keywords, optOutReplyKeywords: optOut.replyKeywords };
  const isReplyWord = (word: string): boolean => optOutReplyWords.es.some((it) => isSameWord(it, word));
  const moved = keywords.filter(isReplyWord);
  return {
    optOutKeywords: keywords.filter((it) => !isReplyWord(it)),
    optOutReplyKeywords: optOut.keywords ? moved : optOutReplyWords[language],
  };
}

/** Words that are in both lists, and STOP in the wrong one. */
export function optOutProblems(file: unknown): PolicyProblem[] {
  const [always, inReply] = [wordsAt(file, 'keywords'), wordsAt(file, 'replyKeywords')];
  return inReply.flatMap((word, index) => {
    const path = ['optOut', 'replyKeywords', index];
    if (isSameWord(word, 'STOP'))
      return { path, message: `"${word}" always counts`, hint: 'Write it under keywords only.' };
    return always.some((it) => isSameWord(it, word))
      ? { path, message: `"${word}" is under keywords too`, hint: 'Remove it from one of the two lists.' }
      : [];
  });
}

/** Words that would opt out customers who only answer a question. */
export function optOutWarnings({ optOutKeywords }: Policy): string[] {
  return optOutKeywords
    .filter(isOrdinaryAnswer)
    .map(
      (word) =>
        `optOut.keywords: "${word}" is also an ordinary answer, and always opts the customer out; under ` +
        'optOut.replyKeywords it counts only in reply to a message from Ventana',
    );
}

function wordsAt(file: unknown, key: string): string[] {
  const words = valueAt(file, ['optOut', key]);
  return Array.isArray(words) ? words.filter((it) => typeof it === 'string') : [];
}
