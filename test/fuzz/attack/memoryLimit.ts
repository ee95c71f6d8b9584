import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const V1 = '/sys/fs/cgroup/memory';
const V2 = '/sys/fs/cgroup';

/** A memory limit around processes, as a container has one. */
export interface MemoryLimit {
  /** The command that starts this one within the limit: what a process has taken before counts elsewhere. */
  around(command: string[]): string[];
  /** The most that was in use since it was asked last (bytes): page cache and the kernel's share too. */
  peakBytes(): number;
  remove(): void;
}

/** @returns undefined where this system or user cannot make one (Linux, root) */
export function limitMemory(bytes: number): MemoryLimit | undefined {
  const isV1 = existsSync(join(V1, 'memory.limit_in_bytes'));
  const folder = join(isV1 ? V1 : V2, `ventana-attack-${process.pid}`);
  const file = (name: string): string => join(folder, name);
  const peak = file(isV1 ? 'memory.max_usage_in_bytes' : 'memory.peak');
  try {
    mkdirSync(folder);
    writeFileSync(file(isV1 ? 'memory.limit_in_bytes' : 'memory.max'), String(bytes));
  } catch {
    if (existsSync(folder)) rmdirSync(folder);
    return undefined;
  }
  return {
    around: (command) => ['sh', '-c', 'echo $$ > "$0" && exec "$@"', file('cgroup.procs'), ...command],
    peakBytes() {
      const most = Number(readFileSync(peak, 'utf8'));
      if (isV1) writeFileSync(peak, '0');
      return most;
    },
    remove: () => rmdirSync(folder),
  };
}
