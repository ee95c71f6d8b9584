/**
 * Counts the requests and the bytes of their bodies that are in memory, and says who has to go when there is no room.
 * An announced length counts for nothing: a sender that announces and sends nothing, or slowly, takes no room from
 * others.
 */
export interface BodyGate {
  /**
   * A request whose headers have come.
   * @param peer where it comes from
   * @param cut tells that it has to go. Called once at most, and never after `complete`
   * @returns undefined when the peer has too many requests in progress
   */
  enter(peer: string, cut: () => void): Entry | undefined;
}

export interface Entry {
  /** The headers announce a body, of which nothing has come: the share of such requests is small. */
  awaitBody(): void;
  /** Bytes have come. If there is no room for them, the largest of the bodies that are still on their way goes. */
  grow(bytes: number): void;
  /** The whole body is here: from now on it cannot be cut. */
  complete(): void;
  /** The request is over. Safe to call twice. */
  leave(): void;
}

export interface GateLimits {
  /** Bytes of all bodies in memory. */
  bodyBytes: number;
  /** Requests of which no byte of the announced body has come. */
  empty: number;
  /** Requests in progress of one peer. */
  perPeer: number;
  /** How long the first byte of an announced body may take (ms): a vendor sends it with the headers. */
  firstByteMs: number;
}

interface Open {
  bytes: number;
  /** Cut off, or gone. */
  over: boolean;
  cut: () => void;
}

export function createBodyGate({ bodyBytes, empty, perPeer, firstByteMs }: GateLimits): BodyGate {
  const peers = new Map<string, number>();
  /** Oldest first. */
  const waiting = new Set<Open>();
  const growing = new Set<Open>();
  let inside = 0;

  const free = (open: Open): void => {
    waiting.delete(open);
    growing.delete(open);
    inside -= open.bytes;
    open.bytes = 0;
    open.over = true;
  };
  const cutOff = (open: Open): void => {
    free(open);
    open.cut();
  };
  const largest = (): Open | undefined =>
    [...growing].reduce<Open | undefined>((most, it) => (most && most.bytes >= it.bytes ? most : it), undefined);

  function entryOf(open: Open, gone: () => void): Entry {
    let timer: NodeJS.Timeout | undefined;
    return {
      awaitBody() {
        timer = setTimeout(() => waiting.has(open) && cutOff(open), firstByteMs);
        waiting.add(open);
        const [oldest] = waiting;
        if (waiting.size > empty && oldest) cutOff(oldest);
      },
      grow(bytes) {
        if (open.over) return;
        clearTimeout(timer);
        waiting.delete(open);
        growing.add(open);
        open.bytes += bytes;
        inside += bytes;
        while (inside > bodyBytes) {
          const victim = largest();
          if (!victim) return;
          cutOff(victim);
        }
      },
      complete() {
        clearTimeout(timer);
        waiting.delete(open);
        growing.delete(open);
      },
      leave() {
        clearTimeout(timer);
        if (!open.over) free(open);
        gone();
      },
    };
  }

  return {
    enter(peer, cut) {
      const before = peers.get(peer) ?? 0;
      if (before >= perPeer) return undefined;
      peers.set(peer, before + 1);
      let left = false;
      return entryOf({ bytes: 0, over: false, cut }, () => {
        if (left) return;
        left = true;
        const count = (peers.get(peer) ?? 1) - 1;
        if (count > 0) peers.set(peer, count);
        else peers.delete(peer);
      });
    },
  };
}
