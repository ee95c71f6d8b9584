import { doctor } from './doctor';
import { page } from './page';
import { status } from './status';
import { templates } from './templates';
import { vendors } from './vendors';

/** Each sentence of `status` and `doctor`, by its English words. */
export const spanish = { ...doctor, ...vendors, ...templates, ...status, ...page } as const;

export type Sentence = keyof typeof spanish;
