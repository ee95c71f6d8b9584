/** Processes that do the same work, seen as one. */
import type { Supervised } from '../chaos/process';

export interface Fleet extends Supervised {
  /** Ends each process as an orchestrator does, and starts another in its place, one after the other. */
  roll(start: (place: number) => Supervised): Promise<void>;
  /** Ends all of them before the first new one starts. */
  replaceAll(start: (place: number) => Supervised): Promise<void>;
}

/** `kill` takes them in turn, `up` waits for all, `pid` is the first one's. */
export function fleetOf(name: string, members: Supervised[]): Fleet {
  const former: Supervised[] = [];
  const sum = (of: (it: Supervised) => number): number =>
    [...members, ...former].reduce((total, it) => total + of(it), 0);
  let turn = 0;
  return {
    name,
    get pid() {
      return members[0]?.pid;
    },
    get kills() {
      return sum((it) => it.kills);
    },
    get ends() {
      return sum((it) => it.ends);
    },
    kill(downMs) {
      const victim = members[turn % members.length];
      turn += 1;
      return victim?.kill(downMs) ?? false;
    },
    async up() {
      await Promise.all(members.map((it) => it.up()));
    },
    async stop() {
      await Promise.all(members.map((it) => it.stop()));
    },
    log: () => members.map((it) => it.log()).join(''),
    async roll(start) {
      for (const place of members.keys()) {
        const old = members[place];
        if (!old) continue;
        await old.stop();
        former.push(old);
        const next = start(place);
        members[place] = next;
        await next.up();
      }
    },
    async replaceAll(start) {
      await Promise.all(members.map((it) => it.stop()));
      former.push(...members);
      members.splice(0, members.length, ...members.map((_, place) => start(place)));
      await Promise.all(members.map((it) => it.up()));
    },
  };
}
