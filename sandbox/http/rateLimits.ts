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
    const { remaining, resetMs } = this.left(now);
    if (remaining === 0 && resetMs > 0) return resetMs;
    this.times.push(now);
    return 0;
  }

  /** How many calls are left, and how many ms until one more is. */
  left(now: number): { remaining: number; resetMs: number } {
    while (this.times[0] !== undefined && this.times[0] <= now - this.spanMs) this.times.shift();
    const [oldest] = this.times;
    return {
      remaining: Math.max(0, this.limit() - this.times.length),
      resetMs: oldest === undefined ? 0 : oldest + this.spanMs - now,
    };
  }
}

/** Zendesk's limits on ticket updates, if the sandbox has any. The returned function throws 429. */
export function updateLimits(world: World): (ticketPath: string) => void {
  // Read at each call, because the options may change while the sandbox runs.
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

/**
 * Zendesk's limit on all requests of the account, with the headers in which each answer tells of it. A request that is
 * refused is not counted; whether Zendesk counts it is not documented.
 */
export function accountLimit(world: World): { take: () => void; headers: () => Record<string, string> } {
  const limit = (): number => world.options.rateLimits?.zendeskRequestsPerMinute ?? Infinity;
  const requests = new SlidingWindow(limit, minutes);
  return {
    take: () => refuse(requests.take(world.now()), { error: 'TooManyRequests', description: 'Too many requests' }),
    headers: () => {
      const planted = world.switches.rateLimit;
      if (limit() === Infinity || planted) return shown(planted ?? { limit: 700, remaining: 699 });
      const { remaining, resetMs } = requests.left(world.now());
      return {
        ...shown({ limit: limit(), remaining }),
        'ratelimit-limit': String(limit()),
        'ratelimit-remaining': String(remaining),
        'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
      };
    },
  };
}

const shown = ({ limit, remaining }: { limit: number; remaining: number }): Record<string, string> => ({
  'x-rate-limit': String(limit),
  'x-rate-limit-remaining': String(remaining),
});

/** Zendesk's limit on its export: ten requests a minute for the account. The returned function throws 429. */
export function exportLimit(world: World): () => void {
  const limit = new SlidingWindow(() => world.options.rateLimits?.exportsPerMinute ?? 10, minutes);
  return () => refuse(limit.take(world.now()), { error: 'TooManyRequests', description: 'Too many requests' });
}

function refuse(waitMs: number, body: unknown): void {
  if (waitMs > 0) throw new Refused(429, body, { 'retry-after': String(Math.ceil(waitMs / 1000)) });
}
