/** Embedded servers of a test file, each in a folder that goes after the test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, inject } from 'vitest';
import { type EmbeddedOptions, type EmbeddedTemporal, startEmbedded } from '../../src/embedded/embedded';
import { searchAttributes } from '../../workflows/messages';

export const attributes = Object.values(searchAttributes);

export interface EmbeddedRig {
  dataFolder: () => string;
  start: (options?: Partial<EmbeddedOptions>) => Promise<EmbeddedTemporal>;
  connect: (server: { address: string }) => Promise<Client>;
  /** Done after the test, the last first. */
  afterwards: (clean: () => Promise<unknown>) => void;
}

export function embeddedRig(): EmbeddedRig {
  let dataFolder: string;
  let cleanUp: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'ventana-embedded-'));
  });
  afterEach(async () => {
    for (const clean of cleanUp.reverse()) await clean();
    cleanUp = [];
    await rm(dataFolder, { recursive: true, force: true });
  });
  return {
    dataFolder: () => dataFolder,
    afterwards: (clean) => void cleanUp.push(clean),
    async start(options = {}) {
      const server = await startEmbedded({
        dataFolder,
        cli: inject('temporalCli'),
        searchAttributes: attributes,
        uiPort: 0,
        onProgress: () => undefined,
        ...options,
      });
      cleanUp.push(() => server.stop());
      return server;
    },
    async connect({ address }) {
      const connection = await Connection.connect({ address });
      cleanUp.push(() => connection.close());
      return new Client({ connection });
    },
  };
}
