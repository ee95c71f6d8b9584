export { startSandbox } from './start';
export { seedTemplates } from './world/seed';
export type { PlantedFault } from './planted';
export type * from './types';
export type { StoredMessage } from './world/message';
