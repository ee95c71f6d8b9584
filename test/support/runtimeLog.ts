import { createLog } from '../../src/telemetry/log';
import { installRuntimeLog } from '../../src/temporal/runtimeLog';

/** The SDK takes where its log lines go once per process, and the files that one process plays are many. */
const holder = globalThis as { ventanaRuntimeLog?: true };
if (!holder.ventanaRuntimeLog) installRuntimeLog(createLog('error'));
holder.ventanaRuntimeLog = true;
