/**
 * A process with the receiver over a pretend Temporal. Says its port, and answers each message with the bytes that are
 * alive in it, buffers included.
 */
import { listen } from '../../support/rawHttp';
import { testReceiver } from '../../support/receiver';
import { heapBytes } from '../heap';

const { app } = testReceiver({ now: Date.now }, () => undefined);
void listen(app).then((port) => process.send?.({ port }));
process.on('message', () => process.send?.({ bytes: heapBytes() + process.memoryUsage().arrayBuffers }));
process.on('disconnect', () => process.exit());
// As in production: see ./service.
process.setSourceMapsEnabled(false);
