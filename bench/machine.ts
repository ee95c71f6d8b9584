import { availableParallelism, cpus, totalmem } from 'node:os';

/** Where the figures were measured, for the line under the table. */
export const machine = (): string =>
  `Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? '?'}), ${Math.round(totalmem() / 1024 ** 3)} GiB`;
