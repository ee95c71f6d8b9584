import { type Check, ok, problem, skipped, warning } from '../../check';
import type { Context } from '../context';

const MINUTE_MS = 60_000;
const MUCH_MS = 5 * MINUTE_MS;
const HINT = 'Synchronise the clock of this machine with NTP: `timedatectl set-ntp true` on Linux.';

/**
 * Compares this machine's clock with the vendors': Zendesk's signatures are valid for 15 min, and windows end on the
 * minute.
 */
export const clock = ({ zendesk, sunshine }: Context): Check[] => [
  {
    id: 'clock',
    title: 'Clock',
    run: async () => {
      // An error response has a date too.
      await Promise.allSettled([zendesk.me(), sunshine.app()]);
      const heard = [
        { vendor: 'Zendesk', ms: zendesk.heard().clockAheadMs },
        { vendor: 'Sunshine Conversations', ms: sunshine.heard().clockAheadMs },
      ].filter((it): it is { vendor: string; ms: number } => it.ms !== undefined);
      const [worst] = heard.sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms));
      if (!worst) return skipped('because neither Zendesk nor Sunshine Conversations tells the time');
      const off = Math.abs(worst.ms);
      if (off <= MINUTE_MS) return ok('within a minute of Zendesk and Sunshine Conversations');
      const found = `this machine's clock is ${inWords(off)} ${worst.ms > 0 ? 'behind' : 'ahead of'} that of ${worst.vendor}`;
      if (off <= MUCH_MS) return warning(found, HINT);
      return problem(`${found}; webhooks are rejected from 15 min on, and windows are calculated wrongly`, HINT);
    },
  },
];

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
