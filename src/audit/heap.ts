/** What is first, of many things that come and go in any order. */
export interface Heap<Item> {
  add(item: Item): void;
  first(): Item | undefined;
  /** Takes the first one out. */
  take(): Item | undefined;
}

/** @param before negative: `a` comes before `b` */
export function createHeap<Item>(before: (a: Item, b: Item) => number): Heap<Item> {
  // Each item comes before the two at twice its place.
  const items: Item[] = [];
  const isBefore = (a: number, b: number): boolean => before(items[a]!, items[b]!) < 0;
  const swap = (a: number, b: number): void => {
    [items[a], items[b]] = [items[b]!, items[a]!];
  };
  return {
    first: () => items[0],
    add(item) {
      items.push(item);
      for (let at = items.length - 1; at > 0;) {
        const above = (at - 1) >> 1;
        if (!isBefore(at, above)) break;
        swap(at, above);
        at = above;
      }
    },
    take() {
      const first = items[0];
      const last = items.pop();
      if (items.length === 0 || last === undefined) return first;
      items[0] = last;
      for (let at = 0; ;) {
        const least = [2 * at + 1, 2 * at + 2].reduce(
          (low, it) => (it < items.length && isBefore(it, low) ? it : low),
          at,
        );
        if (least === at) return first;
        swap(at, least);
        at = least;
      }
    },
  };
}
