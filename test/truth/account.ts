/** An account with a known past: seeded, of any size, and nobody in it is a person. */
import { diceOf } from './dice';
import type { Life } from './life';
import { LIVES } from './lives';
import { type Calendar, momentsOf } from './moments';
import { LIVES_WITH_VENTANA } from './withVentana';

export interface AccountOrder extends Calendar {
  seed: number;
  /** As many lives: some have two tickets. */
  lives: number;
  /** Whether Ventana is at work there. */
  ventana: boolean;
  /** Only these kinds. */
  kinds?: readonly string[];
}

/** Draws the lives. Each kind is there at least once if there are more lives than kinds. */
export function drawLives({ seed, lives, ventana, kinds: only, ...calendar }: AccountOrder): Life[] {
  const dice = diceOf(seed);
  const moments = momentsOf(dice, calendar);
  const all = Object.entries({ ...LIVES, ...(ventana && LIVES_WITH_VENTANA) });
  const kinds = all.filter(([name]) => only?.includes(name) ?? true);
  const shares = kinds.flatMap((it) => Array.from({ length: it[1].share }, () => it));
  return Array.from({ length: lives }, (_, place) => {
    const [name, { kind }] = kinds[place] ?? dice.oneOf(shares);
    return { kind: name, ...kind(moments) };
  });
}
