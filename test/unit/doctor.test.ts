import { describe, expect, it } from 'vitest';
import { VendorError } from '../../activities/vendorError';
import { type Check, type Finding, ok, problem, type Result, skipped, warning } from '../../src/operator/doctor/check';
import { examine } from '../../src/operator/doctor/internal/examine';
import { reportOf, summaryOf } from '../../src/operator/doctor/report';

const check = (id: string, run: Check['run'], needs: string[] = []): Check => ({
  id,
  title: `Title of ${id}`,
  run,
  needs,
});
const good = () => ok('fine');
const bad = () => problem('broken', 'Mend it.');

const levels = (results: Result[]): string[] => results.map(({ id, level }) => `${id} ${level}`);
const only = async (run: Check['run']): Promise<Finding | undefined> => (await examine([check('a', run)]))[0];
const refusal = (vendor: 'zendesk' | 'sunshine', status: number, retryAfterMs?: number) =>
  new VendorError(`GET /x: ${status}`, { vendor, status, reached: 'answered', ...(retryAfterMs && { retryAfterMs }) });

describe('the checks', () => {
  it('give their results in their own order, whichever ends first', async () => {
    let endFirst: (finding: Finding) => void = () => undefined;
    const first = new Promise<Finding>((resolve) => (endFirst = resolve));
    const seen: string[] = [];
    const results = await examine(
      [
        check('a', () => first),
        check('b', () => {
          setImmediate(() => endFirst(ok('at last')));
          return warning('so so', 'Look.');
        }),
      ],
      { onResult: ({ id }) => seen.push(id) },
    );
    expect(levels(results)).toEqual(['a ok', 'b warning']);
    expect(seen).toEqual(['a', 'b']);
  });

  it('that depend on a problem are skipped and name its cause, also at second hand', async () => {
    const ran: string[] = [];
    const noting = (id: string) => () => {
      ran.push(id);
      return good();
    };
    const results = await examine([
      check('credential', bad),
      check('role', noting('role'), ['credential']),
      check('export', noting('export'), ['role']),
      check('other', noting('other')),
    ]);
    expect(levels(results)).toEqual(['credential problem', 'role skipped', 'export skipped', 'other ok']);
    expect(results[2]?.found).toBe('because of: Title of credential');
    expect(ran).toEqual(['other']);
  });

  it('that depend on a warning run', async () => {
    const results = await examine([check('a', () => warning('so so', 'Look.')), check('b', good, ['a'])]);
    expect(levels(results)).toEqual(['a warning', 'b ok']);
  });

  it('never run more at a time than is allowed', async () => {
    let running = 0;
    let most = 0;
    const slow = async (): Promise<Finding> => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return good();
    };
    const results = await examine(
      Array.from({ length: 10 }, (_, n) => check(`c${n}`, slow)),
      { atOnce: 3 },
    );
    expect(results).toHaveLength(10);
    expect(most).toBe(3);
  });

  it('that hang become a problem, and the others go on', async () => {
    const results = await examine([check('a', () => new Promise(() => undefined)), check('b', good)], {
      timeoutMs: 10,
    });
    expect(levels(results)).toEqual(['a problem', 'b ok']);
    expect(results[0]?.found).toBe('no answer within 0.01 s');
  });

  it('that need one which is not before them are a mistake', async () => {
    await expect(examine([check('a', good, ['b']), check('b', good)])).rejects.toThrow('needs b');
  });

  it('tell how many are done', async () => {
    const seen: string[] = [];
    await examine([check('a', bad), check('b', good, ['a'])], { onDone: (done, of) => seen.push(`${done}/${of}`) });
    expect(seen).toEqual(['1/2', '2/2']);
  });
});

describe('a check that fails', () => {
  it.each([
    ['a refused credential', refusal('zendesk', 401), /rejects the credentials \(401\)/, /ZENDESK_API_TOKEN/],
    ['a refused Sunshine key', refusal('sunshine', 401), /rejects the credentials \(401\)/, /SUNSHINE_KEY_SECRET/],
    ['a missing permission', refusal('zendesk', 403), /does not allow it/, /an admin/],
    ['too many requests', refusal('zendesk', 429, 7_000), /too many requests/, /in 7 s/],
    ['a disturbance', refusal('sunshine', 503), /answers 503/, /in a minute/],
    [
      'a connection that was not made',
      new VendorError('GET /x: ECONNREFUSED', { vendor: 'zendesk', reached: 'notSent' }),
      /cannot be reached/,
      /network/,
    ],
    [
      'an answer that was lost',
      new VendorError('GET /x: timed out', { vendor: 'zendesk', reached: 'unknown' }),
      /was lost/,
      /in a minute/,
    ],
    ['anything else', new Error('a bug'), /a bug/, /report/],
  ])('for %s says what to do', async (_what, error, found, todo) => {
    const finding = await only(() => Promise.reject(error));
    expect(finding?.level).toBe('problem');
    expect(finding?.found).toMatch(found);
    expect(finding?.todo).toMatch(todo);
  });
});

describe('the report', () => {
  const results = (...findings: Finding[]): Result[] => findings.map((it, n) => ({ id: `c${n}`, title: 'T', ...it }));

  it('is healthy with warnings, unless they count', () => {
    const all = results(good(), warning('so so', 'Look.'), skipped('because'));
    expect(reportOf(all, false)).toMatchObject({
      healthy: true,
      counts: { ok: 1, warning: 1, problem: 0, skipped: 1 },
    });
    expect(reportOf(all, true).healthy).toBe(false);
    expect(reportOf(results(good()), true).healthy).toBe(true);
  });

  it('is not healthy with a problem, and sums up', () => {
    const report = reportOf(results(good(), bad(), bad(), warning('w', 'W.')), false);
    expect(report.healthy).toBe(false);
    expect(summaryOf(report)).toBe('2 problems, 1 warning, 1 ok');
  });
});
