import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml';

export type Path = readonly PropertyKey[];

/**
 * The line (from 1) where people look for what stands at `path`: a value's own line, a key's line for what hangs below it.
 * For what is missing, the nearest thing above it that is there.
 */
export function lineOf(document: Document, lines: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    const pair: Pair | undefined = isMap(node) ? node.items.find((item) => keyOf(item) === String(step)) : undefined;
    const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
    if (!pair && next === undefined) break;
    offset = startOf(isScalar(next) || !pair ? next : pair.key) ?? startOf(pair?.key) ?? offset;
    node = next;
  }
  return lines.linePos(offset).line;
}

/** The line of the key itself. */
export function lineOfKey(document: Document, lines: LineCounter, parent: Path, key: string): number {
  const map = parent.length === 0 ? document.contents : document.getIn([...parent], true);
  const pair = isMap(map) ? map.items.find((item) => keyOf(item) === key) : undefined;
  const offset = startOf(pair?.key);
  return offset === undefined ? lineOf(document, lines, parent) : lines.linePos(offset).line;
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
