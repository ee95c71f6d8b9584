export { startSandbox } from './start';
export type * from './types';
export type { StoredMessage } from './world/model';
