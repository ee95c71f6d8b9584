import { audit } from './audit';
import { doctor } from './doctor';
import { page } from './page';
import { status } from './status';
import { templates } from './templates';
import { vendors } from './vendors';

/** Each sentence of `status`, `doctor` and `audit`, by its English words. */
export const spanish = { ...doctor, ...vendors, ...templates, ...status, ...page, ...audit } as const;

export type Sentence = keyof typeof spanish;
