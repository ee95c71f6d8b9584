import { join } from 'node:path';

const APP = join(__dirname, '../../app');
/** The sidebar app, as it is in its zip. */
export const APP_PACKAGE = join(APP, 'dist/package');
export const APP_HOST = join(APP, 'host');
