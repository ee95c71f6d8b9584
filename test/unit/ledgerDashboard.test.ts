import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ledgerDashboard, PANELS } from '../support/ledgerDashboard';

const FILE = 'deploy/monitoring/ledger-dashboard.json';

describe('Y48 the Grafana dashboard of the ledger', () => {
  it(`Y48 is the one in ${FILE}; "vitest -u" writes it anew`, async () => {
    const text = `${JSON.stringify(ledgerDashboard(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(resolve(__dirname, '../..', FILE));
  });

  it.each(PANELS)('Y48 panel "$title" asks for the chosen accounts and the time that is shown', ({ sql }) => {
    expect(sql).toContain('account in (${account:sqlstring})');
    expect(sql).toMatch(/>= \$\{__from\} and .* < \$\{__to\}/);
    expect(sql).not.toMatch(/[^$]\{|undefined/);
  });
});
