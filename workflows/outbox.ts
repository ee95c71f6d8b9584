/**
 * What a workflow tells others without waiting for it: many at once, but to each of them in order. The server takes its
 * time under load, and what comes in meanwhile must not wait for that.
 */
export class Outbox<Item> {
  private readonly last = new Map<string, Promise<void>>();
  private readonly batches = new Set<readonly Item[]>();

  /** @param tell does not reject */
  constructor(
    private readonly nameOf: (item: Item) => string,
    private readonly tell: (items: readonly Item[]) => Promise<void>,
  ) {}

  /** What is not told yet, in its order. The next run tells it, perhaps once more. */
  get untold(): Item[] {
    return [...this.batches].flat();
  }

  /** Of these, so many are told together at most. */
  send(items: readonly Item[], mostInOne: number): void {
    for (let from = 0; from < items.length; from += mostInOne) this.sendTogether(items.slice(from, from + mostInOne));
  }

  private sendTogether(items: readonly Item[]): void {
    this.batches.add(items);
    const names = items.map(this.nameOf);
    const before = Promise.all(names.map((it) => this.last.get(it) ?? Promise.resolve()));
    const done: Promise<void> = before
      .then(() => this.tell(items))
      .then(() => {
        this.batches.delete(items);
        for (const it of names) if (this.last.get(it) === done) this.last.delete(it);
      });
    for (const it of names) this.last.set(it, done);
  }
}
