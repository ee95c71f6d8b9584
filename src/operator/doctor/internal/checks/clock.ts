import { say } from '../../../../language/say';
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
    title: say('Clock'),
    run: async () => {
      // An error response has a date too.
      await Promise.allSettled([zendesk.me(), sunshine.app()]);
      const readings = [
        { vendor: 'Zendesk', ms: zendesk.readings().clockAheadMs },
        { vendor: 'Sunshine Conversations', ms: sunshine.readings().clockAheadMs },
      ].filter((it): it is { vendor: string; ms: number } => it.ms !== undefined);
      const [worst] = readings.sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms));
      if (!worst) return skipped(say('because neither Zendesk nor Sunshine Conversations tells the time'));
      const off = Math.abs(worst.ms);
      if (off <= MINUTE_MS)
        return ok(say('within a minute of {it}', { it: readings.map(({ vendor }) => vendor).join(say(' and ')) }));
      const found = say("this machine's clock is {in} {it} that of {vendor}", {
        in: inWords(off),
        it: worst.ms > 0 ? say('behind') : say('ahead of'),
        vendor: worst.vendor,
      });
      if (off <= MUCH_MS) return warning(found, say(HINT));
      return problem(
        say('{found}; webhooks are rejected from 15 min on, and windows are calculated wrongly', { found }),
        say(HINT),
      );
    },
  },
];

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : say('{it} min', { it: Math.round(seconds / 60) });
}
