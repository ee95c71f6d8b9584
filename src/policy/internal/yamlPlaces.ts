import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml';

import type { Path } from '../../problems/hints';

/** Line and column, both counted from 1. */
export interface Place {
  line: number;
  column: number;
}

/**
 * Where people look for the thing at `path`: a plain value itself, or the key of a group. If it is missing, the nearest
 * parent that exists.
 */
export function placeOf(document: Document, lines: LineCounter, path: Path): Place {
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
  return placeAt(lines, offset);
}

/** The place of the key itself. */
export function placeOfKey(document: Document, lines: LineCounter, parent: Path, key: string): Place {
  const map = parent.length === 0 ? document.contents : document.getIn([...parent], true);
  const pair = isMap(map) ? map.items.find((item) => keyOf(item) === key) : undefined;
  const offset = startOf(pair?.key);
  return offset === undefined ? placeOf(document, lines, parent) : placeAt(lines, offset);
}

export function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
