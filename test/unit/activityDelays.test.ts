import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, it } from 'vitest';
import { VendorError } from '../../activities/vendorError';
import { activityDelays } from '../../src/service/worker/internal/activityDelays';
import { activityFailures } from '../../src/service/worker/internal/activityFailures';
import { createLog } from '../../src/telemetry/log';

const SCHEDULED = 1_000_000;

function attempt(info: { waitedMs: number; mostMs: number }) {
  const lines: Record<string, unknown>[] = [];
  let heard = (): void => undefined;
  const log = createLog('info', {
    write: (line) => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
      heard();
    },
  });
  const env = new MockActivityEnvironment(
    { currentAttemptScheduledTimestampMs: SCHEDULED, startToCloseTimeoutMs: info.mostMs },
    { interceptors: [activityDelays(log, () => SCHEDULED + info.waitedMs), activityFailures(log)] },
  );
  return {
    lines,
    run: (work: () => Promise<void>) => env.run(work),
    untilLine: () => new Promise<void>((resolve) => (heard = resolve)),
  };
}

it('says that an attempt waited for a worker, and nothing of one that did not', async () => {
  const late = attempt({ waitedMs: 5_000, mostMs: 60_000 });
  await late.run(() => Promise.resolve());
  expect(late.lines).toMatchObject([{ level: 'warn', waitedMs: 5_000 }]);
  const prompt = attempt({ waitedMs: 4_999, mostMs: 60_000 });
  await prompt.run(() => Promise.resolve());
  expect(prompt.lines).toEqual([]);
});

it('says that an attempt outlasts its time, while it still runs', async () => {
  const slow = attempt({ waitedMs: 0, mostMs: 1 });
  await slow.run(slow.untilLine);
  expect(slow.lines).toMatchObject([{ level: 'warn', mostMs: 1 }]);
});

it('says how long a vendor asks to wait', async () => {
  const busy = attempt({ waitedMs: 0, mostMs: 60_000 });
  const refusal = { vendor: 'zendesk', reached: 'answered', status: 429, retryAfterMs: 20_000 } as const;
  await expect(busy.run(() => Promise.reject(new VendorError('GET', refusal)))).rejects.toThrow();
  expect(busy.lines).toMatchObject([{ status: 429, retryAfterMs: 20_000 }]);
});
