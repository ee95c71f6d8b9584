import { actions } from './actions/actions';
import { commands } from './commands/commands';
import { ingress } from './ingress/ingress';
import type { Name } from './options';
import type { Measured, Results } from './result';
import { quarter } from './quarter/quarter';
import { queue } from './queue/queue';
import { receiver } from './receiver/receiver';
import { opening } from './sends/opening';
import { punctuality } from './sends/punctuality';
import type { Setting } from './setting';
import { growth } from './standing/growth';
import { restart } from './standing/restart';

type Benchmark<Key extends Name> = (setting: Setting) => Promise<Measured<NonNullable<Results[Key]>>>;

/** Every benchmark, by its name in the results. */
export const benchmarks: { [Key in Name]: Benchmark<Key> } = {
  receiver,
  ingress,
  actions,
  punctuality,
  opening,
  growth,
  restart,
  queue: (setting) => queue(setting),
  quarter,
  commands,
};
