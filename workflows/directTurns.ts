import type { TurnTold } from '../activities/turnTold';
import type { TurnAnswer, TurnEvent } from './core/turns';
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

  /** @returns the answers for which nobody waits here */
  answer(answers: readonly TurnAnswer[], asked: readonly TurnEvent[]): TurnAnswer[] {
    const others = answers.filter((it) => !this.end(it.intentId, toldTo(it).event));
    for (const it of asked) if (it.type === 'asked') this.end(it.intentId, null);
    return others;
  }

  /** The run makes room for the next one, which takes the requests over; those that still come, too. */
  leave(): void {
    this.hasLeft = true;
    for (const intentId of [...this.waiting.keys()]) this.end(intentId, null);
  }

  private end(intentId: string, answer: Told | null): boolean {
    const resolve = this.waiting.get(intentId);
    this.waiting.delete(intentId);
    resolve?.(answer);
    return resolve !== undefined;
  }
}
