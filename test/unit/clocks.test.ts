import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(__dirname, '../..');
/** Points in time, not durations: for vendors, people, Temporal's server and its deadlines. */
const WALL_TIME = [
  /withDeadline\(Date\.now\(\) \+/, // An absolute time is what gRPC takes; it makes a timer of it at once.
  /src\/vendors\/http\/http\.ts: .*isNaN\(time\) \?/,
  /src\/temporal\/internal\/pollers\.ts: .*lastAccessTime/,
  /src\/service\/worker\/internal\/activityFailures\.ts: .*toISOString/,
  /src\/temporal\/pauseNow\.ts: .*(since: Date\.now\(\),|endPause\(client, account, Date\.now\(\)\))/,
  /src\/operator\/cli\/commands\/(report|status)\.ts: .*const now = Date\.now\(\);/, // Until when it reports.
  /src\/operator\/cli\/commands\/(audit|ledger\/rebuild)\.ts: .*sinceOf\(since, Date\.now\(\)\)/,
  /src\/vendors\/sunshine\/webhook\.ts: {3}now = Date\.now\(\),/,
];

describe('G37 durations', () => {
  it('G37 nothing measures one by the wall clock', () => {
    const lines = ['src', 'activities'].flatMap((room) =>
      readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .flatMap((file) =>
          readFileSync(join(ROOT, room, file), 'utf8')
            .split('\n')
            .filter((line) => line.includes('Date.now()'))
            .map((line) => `${room}/${file}: ${line}`),
        ),
    );
    expect(lines.filter((line) => !WALL_TIME.some((allowed) => allowed.test(line)))).toEqual([]);
  });
});
