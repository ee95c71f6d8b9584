import { describe, expect, it } from 'vitest';
import { VendorError } from '../../activities/vendorError';
import { noSettingsHint, vendorDownHint } from '../../src/operator/cli/whatNext';

const missing = (where: string) => ({ where, message: 'is not set', hint: 'Set it.' });
const all = [missing('ZENDESK_SUBDOMAIN'), missing('SUNSHINE_APP_ID')];

describe('Q4 what to do next', () => {
  it('Q4 without a .env names the folder and the example', () => {
    expect(noSettingsHint(all, () => false)).toMatch(/no file \.env in \/.*copy \.env\.example/);
  });

  it('Q4 says nothing of it where there is one, or where one variable is missing', () => {
    expect(noSettingsHint(all, () => true)).toBeUndefined();
    expect(noSettingsHint(all.slice(1), () => false)).toBeUndefined();
  });

  it('Q4 tells a vendor that cannot be reached from one that fails', () => {
    expect(vendorDownHint(new VendorError('x', { vendor: 'sunshine', reached: 'notSent' }))).toContain(
      'SUNSHINE_BASE_URL',
    );
    expect(vendorDownHint(new VendorError('x', { vendor: 'zendesk', reached: 'answered', status: 503 }))).toContain(
      'status.zendesk.com',
    );
  });
});
