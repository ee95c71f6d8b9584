export { startSandbox } from './start';
export { seedTemplates } from './world/seed';
export type { PlantedFault } from './planted';
export type * from './faults';
export type * from './options';
export type * from './sandbox';
export type * from './types';
export type { StoredMessage } from './world/message';
