import type { TurnTold } from '../activities/turnTold';
import type { TurnAnswer, TurnEvent, Waiting } from './core/turns';
import { toldTo } from './turnAnswers';

type Told = TurnTold['event'];

/** Requests whose tickets wait for the answer itself: nobody is before them, as a rule. */
export class DirectTurns {
  private readonly waiting = new Map<string, (answer: Told | null) => void>();
  private hasLeft = false;

  /** @returns the answer of the next pass; null: it has none yet, and the ticket is told later */
  answerTo(intentId: string): Promise<Told | null> {
    this.end(intentId, null);
    if (this.hasLeft) return Promise.resolve(null);
    return new Promise((resolve) => this.waiting.set(intentId, resolve));
  }

  /**
   * @param news of this pass
   * @param queued what waited before it
   * @returns the answers that tickets have to be told: those for which nobody waits here, and those to an intent that
   *   asked more than once. Of its requests, one was given up by the ticket, and this may be the one that waits here.
   */
  answer(answers: readonly TurnAnswer[], news: readonly TurnEvent[], queued: readonly Waiting[]): TurnAnswer[] {
    const again = this.askedAgain(news, queued);
    const others = answers.filter((it) => !this.end(it.intentId, toldTo(it).event) || again.has(it.intentId));
    for (const it of news) if (it.type === 'asked') this.end(it.intentId, null);
    return others;
  }

  /** The run makes room for the next one, which takes the requests over; those that still come, too. */
  leave(): void {
    this.hasLeft = true;
    for (const intentId of [...this.waiting.keys()]) this.end(intentId, null);
  }

  private askedAgain(news: readonly TurnEvent[], queued: readonly Waiting[]): Set<string> {
    const asked = [...queued, ...news.filter((it) => it.type === 'asked')]
      .map(({ intentId }) => intentId)
      .filter((it) => this.waiting.has(it));
    return new Set(asked.filter((it, place) => asked.indexOf(it) < place));
  }

  private end(intentId: string, answer: Told | null): boolean {
    const resolve = this.waiting.get(intentId);
    this.waiting.delete(intentId);
    resolve?.(answer);
    return resolve !== undefined;
  }
}
