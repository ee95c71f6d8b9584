/**
 * A process with the receiver over a pretend Temporal. Says its port, and answers each message with the bytes that are
 * alive in it, buffers included, once it has seen its last connection end: what they hold is not left behind.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { listen } from '../../support/rawHttp';
import { testReceiver } from '../../support/receiver';
import { heapBytes } from '../heap';

const { app } = testReceiver({ now: Date.now }, () => undefined);
void listen(app).then((port) => process.send?.({ port }));
const connections = promisify(app.server.getConnections.bind(app.server));

async function tellMemory(): Promise<void> {
  while ((await connections()) > 0) await sleep(20);
  process.send?.({ bytes: heapBytes() + process.memoryUsage().arrayBuffers });
}

process.on('message', () => void tellMemory());
process.on('disconnect', () => process.exit());
// As in production: see ./service.
process.setSourceMapsEnabled(false);
