export { startSandbox } from './start';
export type { PlantedFault } from './planted';
export type * from './types';
export type { StoredMessage } from './world/message';
