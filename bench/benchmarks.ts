import { actions } from './actions/actions';
import { ingress } from './ingress/ingress';
import type { Name } from './options';
import type { Measured, Results } from './result';
import type { Setting } from './setting';

type Benchmark<Key extends Name> = (setting: Setting) => Promise<Measured<NonNullable<Results[Key]>>>;

/** One each, by its name in the results. */
export const benchmarks: { [Key in Name]: Benchmark<Key> } = { ingress, actions } as never;
