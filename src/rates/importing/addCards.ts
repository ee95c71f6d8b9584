import { existsSync, readFileSync } from 'node:fs';
import type { YAMLMap, YAMLSeq } from 'yaml';
import { Document, parseDocument } from 'yaml';
import { replaceFile } from '../../system/replaceFile';
import type { Card } from '../card';
import { readRates, type RateFile } from '../rateFile';

/** What became of a card: a card of the same day and currency that says something else is replaced. */
export type Added = 'added' | 'replaced' | 'same';

const HEAD = ` Meta's rates per delivered message, as "npx ventana rates import" read them from Meta's files. Estimates are made with
 them. Keep this file with the policy, in version control.`;
const MODE = 0o644;

/**
 * Adds cards to the file, which is replaced completely or not at all; what people wrote around them stays.
 * @returns what became of each, and the file
 * @throws {ConfigError} if the file that is there is none of rate cards: then it is left as it is
 */
export function addCards(path: string, cards: readonly Card[]): { added: Added[]; file: RateFile } {
  const before = existsSync(path) ? readRates(path) : undefined;
  const document = before ? parseDocument(readFileSync(path, 'utf8')) : newFile(cards[0]?.currency ?? 'USD');
  const listed = document.get('cards') as YAMLSeq<YAMLMap>;
  const added = cards.map((card) => add(document, listed, card));
  if (added.some((it) => it !== 'same')) {
    replaceFile(path, document.toString({ lineWidth: 0, flowCollectionPadding: true }), { mode: MODE });
  }
  return { added, file: readRates(path) };
}

function newFile(currency: string): Document {
  const document = new Document({ currency, cards: [] });
  document.commentBefore = HEAD;
  const cards = document.get('cards') as YAMLSeq;
  cards.flow = false;
  return document;
}

function add(document: Document, listed: YAMLSeq<YAMLMap>, card: Card): Added {
  const place = listed.items.findIndex(
    (it) => it.get('effective') === card.effective && it.get('currency') === card.currency,
  );
  const node = nodeOf(document, card);
  const old = listed.items[place];
  if (!old) {
    listed.add(node);
    return 'added';
  }
  if (ratesOf(old.toJSON()) === ratesOf(card) && old.get('example') !== true) return 'same';
  listed.items[place] = node;
  return 'replaced';
}

const ratesOf = (card: unknown): string => {
  const { markets } = card as Pick<Card, 'markets'>;
  const sorted = Object.entries(markets).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted.map(([name, rates]) => [name, Object.entries(rates).sort()]));
};

/** A line for each market: a change of one is a change of one line. */
function nodeOf(document: Document, { effective, currency, source, markets }: Card): YAMLMap {
  const node = document.createNode({ effective, currency, ...(source !== undefined && { source }), markets });
  for (const { value } of (node.get('markets') as YAMLMap<unknown, YAMLMap>).items) if (value) value.flow = true;
  return node;
}
