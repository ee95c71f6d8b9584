/** From 2001 to 2286 in epoch ms. No duration and no count is as large, and ids are texts. */
const isInstant = (value: number): boolean => value >= 1e12 && value < 1e13;

/** A copy in which every instant is an ISO 8601 text in UTC. */
export function withIsoTimes(value: unknown): unknown {
  if (typeof value === 'number') return isInstant(value) ? new Date(value).toISOString() : value;
  if (Array.isArray(value)) return value.map(withIsoTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, withIsoTimes(it)]));
}
