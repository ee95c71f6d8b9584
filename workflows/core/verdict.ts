import type { Instant } from '../../activities/types';

/** When something automatic is due if all stays as it is, or why it is not: the reason is what people read in Temporal's UI. */
export type Verdict = { at: Instant } | { none: string };

export const timeOf = (verdict: Verdict): Instant | undefined => ('at' in verdict ? verdict.at : undefined);
