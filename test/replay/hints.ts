/** A life whose receiver gathers hints, as in production. */
import { HELD_MS } from '../../src/service/receiver/openReceiver';
import { followUpAnswered, type Shape } from './shape';

export const hints: Record<string, Shape> = {
  'hints-in-one-signal': {
    heldMs: HELD_MS,
    play: followUpAnswered,
  },
};
