import type { Instant } from '../../activities/types';
import type { Simulator } from './simulator';

/** When an activity that failed may be tried again: after its own pause, or what `Retry-After` asks for. */
export const afterOutage = ({ account, now }: Simulator, pause: Instant): Instant =>
  now + (account.random() < 0.3 ? 90_000 : pause);
