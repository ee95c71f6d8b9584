import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { describe, expect, inject, it } from 'vitest';
import { answers } from '../../src/embedded/devServer';
import { findEmbedded, startEmbedded } from '../../src/embedded/embedded';
import { connectTemporal } from '../../src/temporal/connect';
import { attributes, embeddedRig } from '../support/embeddedRig';

const { dataFolder, start, connect, afterwards } = embeddedRig();

describe('the embedded server', () => {
  it('keeps what it has over a restart', async () => {
    const first = await start();
    await (await connect(first)).workflow.start('ticket', { workflowId: 'kept', taskQueue: 'nobody', args: [] });
    await first.stop();
    expect(await answers(first.address)).toBe(false);
    expect(await readdir(dataFolder())).not.toContain('temporal.json');

    const second = await start();
    const client = await connect(second);
    expect((await client.workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
    expect((await fetch(second.uiUrl)).status).toBe(200);
  });

  it('is never a second one on the same database: the second start says so', async () => {
    const first = await start();
    await expect(start({ waitMs: 0 })).rejects.toThrow(
      /Another Ventana process is using the database in .*VENTANA_DATA/,
    );
    expect(await answers(first.address)).toBe(true);
  });

  it('starts beside the address of one that is gone', async () => {
    await writeFile(join(dataFolder(), 'temporal.json'), '{"address":"127.0.0.1:9","uiUrl":"http://127.0.0.1:9"}');
    expect((await start({ briefly: true })).joined).toBe(false);
  });

  it('does not take the server of another folder for its own, which has the port of one that is gone', async () => {
    const other = await start();
    const { address, uiUrl } = other;
    const folder = await mkdtemp(join(tmpdir(), 'ventana-embedded-'));
    afterwards(() => rm(folder, { recursive: true, force: true }));
    const record = { address, uiUrl, clusterId: 'of the one that is gone' };
    await writeFile(join(folder, 'temporal.json'), JSON.stringify(record));
    expect(await findEmbedded(folder)).toBeUndefined();
    expect(await findEmbedded(dataFolder())).toEqual({ address, uiUrl });
  });

  it('says why it did not start', async () => {
    const options = { dataFolder: dataFolder(), searchAttributes: [], uiPort: 0, onProgress: () => undefined };
    const noFlag = startEmbedded({ ...options, cli: inject('temporalCli'), extraArgs: ['--no-such-flag'] });
    await expect(noFlag).rejects.toThrow('no-such-flag');
    await expect(startEmbedded({ ...options, cli: join(dataFolder(), 'nothing') })).rejects.toThrow('nothing');
  });

  it('is what one gets without TEMPORAL_ADDRESS; with it, a cluster', async () => {
    const options = { dataFolder: dataFolder(), searchAttributes: attributes, uiPort: 0, onProgress: () => undefined };
    const embedded = await connectTemporal({ ...options, env: { TEMPORAL_CLI_PATH: inject('temporalCli') } });
    afterwards(() => embedded.stop());
    expect(embedded).toMatchObject({ embedded: true, namespace: 'default' });
    const client = await connect(embedded);
    const { config } = await client.workflowService.describeNamespace({ namespace: 'default' });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
    const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(attributes.map(({ name }) => name)));
    const env = { TEMPORAL_ADDRESS: embedded.address, TEMPORAL_NAMESPACE: 'mine' };
    const cluster = await connectTemporal({ ...options, env });
    expect(cluster).toMatchObject({ embedded: false, namespace: 'mine', address: embedded.address });
    expect(await connect(cluster)).toBeInstanceOf(Client);
  });
});
