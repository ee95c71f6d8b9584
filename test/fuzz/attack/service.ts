/** `ventana server` as in production, where nothing is translated: with source maps, each error costs a millisecond. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { writeFileSync } from 'node:fs';
import '../../chaos/child';

process.setSourceMapsEnabled(false);

/** In its folder: the longest (ms) that its event loop was late since it listened. */
const LOOP_FILE = 'loop-ms';
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
setInterval(() => writeFileSync(LOOP_FILE, String(delay.max / 1e6)), 1_000).unref();
process.on('SIGUSR2', () => delay.reset());
