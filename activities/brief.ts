/** What the answer to a reading says briefly: all of it stays in the run's history. */

/** The places, in the messages that the run knows, of those that the list has like that; and other parts that are the same. */
export interface LeftOut {
  kept: number[];
  same: ('conversation' | 'reach' | 'optedOut' | 'optedIn')[];
}

/** Of each interval its distance from the one before (the first: from the epoch) and its length, both in minutes. */
export type PackedHours = Record<'office' | 'quiet', number[]>;

/** Both are absent where a run has not asked for it. */
export interface Brief {
  /** `office` and `quiet`, which are empty then. */
  packed?: PackedHours;
  /** What the run knows already. */
  leftOut?: LeftOut;
}
