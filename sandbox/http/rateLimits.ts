import { minutes } from '../world/time';
import type { World } from '../world/world';
import { Refused } from './reply';

/** A sliding window, measured by the sandbox's clock. */
class SlidingWindow {
  private readonly times: number[] = [];

  constructor(
    private readonly limit: () => number,
    private readonly spanMs: number,
  ) {}

  /** Takes one call and returns 0. If none is left, takes nothing and returns how many ms until one is. */
  take(now: number): number {
    while (this.times[0] !== undefined && this.times[0] <= now - this.spanMs) this.times.shift();
    const [oldest] = this.times;
    if (oldest !== undefined && this.times.length >= this.limit()) return oldest + this.spanMs - now;
    this.times.push(now);
    return 0;
  }
}

/** Zendesk's limits on ticket updates, if the sandbox has any. The returned function throws 429. */
export function updateLimits(world: World): (ticketPath: string) => void {
  // Read at each call, because whoever runs the sandbox may change the limits.
  const perMinute = (): number => world.options.rateLimits?.zendeskUpdatesPerMinute ?? Infinity;
  const perTicket = (): number => world.options.rateLimits?.updatesPerTicketInTenMinutes ?? Infinity;
  const account = new SlidingWindow(perMinute, minutes);
  const tickets = new Map<string, SlidingWindow>();
  return (ticketPath) => {
    const ticket = tickets.get(ticketPath) ?? new SlidingWindow(perTicket, 10 * minutes);
    tickets.set(ticketPath, ticket);
    const now = world.now();
    refuse(account.take(now), { error: 'TooManyRequests', description: 'Too many requests' });
    // Zendesk answers this one in plain text.
    refuse(ticket.take(now), 'You have exceeded the rate limit for updating a single unique user ticket');
  };
}

/** Zendesk's limit on its export: ten requests a minute for the account. The returned function throws 429. */
export function exportLimit(world: World): () => void {
  const limit = new SlidingWindow(() => world.options.rateLimits?.exportsPerMinute ?? 10, minutes);
  return () => refuse(limit.take(world.now()), { error: 'TooManyRequests', description: 'Too many requests' });
}

function refuse(waitMs: number, body: unknown): void {
  if (waitMs > 0) throw new Refused(429, body, { 'retry-after': String(Math.ceil(waitMs / 1000)) });
}
