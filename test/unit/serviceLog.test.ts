import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config';
import { serviceLog } from '../../src/operator/cli/serviceLog';
import { createOutput } from '../../src/operator/terminal/output';
import { logStart } from '../../src/service/logStart';
import { createLog } from '../../src/telemetry/log';
import { milestones } from '../../src/telemetry/milestones';
import { projectFile, validEnvironment } from '../support/configuration';

/** A log on a terminal, and what that shows, without the time of day. */
function onTerminal(level = 'info') {
  let text = '';
  const stdout = { isTTY: true, write: (words: string) => void (text += words) };
  const output = createOutput({ stdout, stderr: stdout, json: false, colours: { stdout: false, stderr: false } });
  return {
    log: createLog(level, serviceLog(output, level === 'debug')),
    shown: () =>
      text
        .replace(/^\d\d:\d\d:\d\d {2}/gm, '')
        .trimEnd()
        .split('\n'),
  };
}

const webhook = { vendor: 'zendesk', account: 'acme', ticketId: '12', event: 'statusChanged', outcome: 'taken' };

describe('the log of a service on a terminal', () => {
  it('Q30 says at the start what runs and where', () => {
    const { log, shown } = onTerminal();
    const environment = { ...validEnvironment, VENTANA_PUBLIC_URL: 'https://ventana.acme.example' };
    const config = loadConfig(environment, () => projectFile('ventana.example.yaml'));
    logStart([config], '1.2.3', log);
    log.info({ address: '127.0.0.1:7233', accounts: ['acme'] }, milestones.worker);
    log.info({ url: 'http://127.0.0.1:8080', temporalUi: 'http://127.0.0.1:8233' }, milestones.receiver);
    expect(shown().slice(0, 4)).toEqual([
      'Ventana 1.2.3',
      `  account       ${config.account}`,
      `  policy        ${config.policyFile}, version ${String(config.policy.ticket.version)}`,
      '  webhooks      https://ventana.acme.example/webhooks/zendesk and /sunshine',
    ]);
    expect(shown().slice(-4)).toEqual([
      '  worker        running, Temporal at 127.0.0.1:7233',
      '  receiver      http://127.0.0.1:8080',
      '  Temporal UI   http://127.0.0.1:8233',
      'Waiting for the first webhook. All events: --json. Stop: Ctrl-C',
    ]);
  });

  it('Q30 shows the first webhook of each vendor and the first message sent of each account, not the others', () => {
    const { log, shown } = onTerminal();
    log.info({ ...webhook, outcome: 'duplicate' }, milestones.webhook);
    for (const vendor of ['zendesk', 'zendesk', 'sunshine']) log.info({ ...webhook, vendor }, milestones.webhook);
    log.info({ account: 'acme', ticketId: '12', outcome: 'superseded' }, milestones.send);
    for (const ticketId of ['12', '13']) log.info({ account: 'acme', ticketId, outcome: 'sent' }, milestones.send);
    log.info({ account: 'other', ticketId: '14', outcome: 'sent' }, milestones.send);
    expect(shown().map((line) => line.replace(/ {2}.*/, ''))).toEqual([
      'first webhook from Zendesk',
      'first webhook from Sunshine',
      'first message sent',
      'first message sent',
    ]);
  });

  it('Q30 shows warnings and errors with their cause, and lines of ours that nobody foresaw', () => {
    const { log, shown } = onTerminal();
    log.warn({ account: 'acme', pauseMs: 5000 }, 'Zendesk answers 429');
    log.error({ error: new Error('the disk is full') }, 'the policy cannot be stored');
    log.info({ sdkComponent: 'worker' }, 'Worker state changed');
    log.info('stopping');
    expect(shown()).toEqual([
      'warn Zendesk answers 429  account=acme  pauseMs=5000',
      'error the policy cannot be stored: the disk is full',
      'stopping',
    ]);
  });

  it('Q30 shows every event with LOG_LEVEL=debug', () => {
    const { log, shown } = onTerminal('debug');
    log.info(webhook, milestones.webhook);
    log.info(webhook, milestones.webhook);
    expect(shown()[1]).toMatch(/^webhook event {2}vendor=zendesk/);
  });
});
