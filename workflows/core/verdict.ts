import type { Instant } from '../../activities/types';
import type { ReasonWords } from './reasons';

/** When something automatic is due if nothing changes, or why it is not. People read the reason in Temporal's UI. */
export type Verdict = { at: Instant } | { none: ReasonWords };

export const timeOf = (verdict: Verdict): Instant | undefined => ('at' in verdict ? verdict.at : undefined);
