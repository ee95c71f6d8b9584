/** What tickets and their notes are told of limits and of the month's budget. */

/** A limit of the policy that is nearly or completely used up, or the month's budget, which is reached. */
export type LimitWarning = UsedLimit | ({ limit: 'budgetSoft' | 'budgetHard' } & UsedBudget);

export interface UsedLimit {
  limit: 'templatesPerDay' | 'notificationsPerMonth';
  used: number;
  max: number;
}

/** An estimate, in the currency's unit. */
export interface UsedBudget {
  used: number;
  max: number;
  /** ISO 4217. */
  currency: string;
  /** The first day of the rate card that it was estimated by, as YYYY-MM-DD. */
  card?: string;
}
