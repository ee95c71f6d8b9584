/** The file in which a team keeps its rate cards: YAML beside the policy, to be read and versioned by people. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../problems/configError';
import type { Card } from './card';

export interface RateFile {
  /** As it is shown to people. */
  path: string;
  /** The currency of the estimates. */
  currency: string;
  /** Of all currencies, the oldest first. */
  cards: Card[];
}

export const RATES_FILE = 'rates.yaml';
const EXAMPLE = 'rates.example.yaml';

/** Where the rate cards of a policy are kept. */
export const ratesPath = (policyPath: string): string => join(dirname(policyPath), RATES_FILE);

const rate = z.number().nonnegative();
const day = z.string().refine(isDay, { error: 'is no day, as 2026-10-01' });
const currency = z.string().regex(/^[A-Z]{3}$/, { error: 'is no currency, as EUR' });

const fileSchema = z.strictObject({
  currency,
  cards: z
    .array(
      z.strictObject({
        effective: day,
        currency,
        example: z.boolean().default(false),
        source: z.string().optional(),
        markets: z.record(
          z.string(),
          z.strictObject({
            marketing: rate.optional(),
            utility: rate.optional(),
            authentication: rate.optional(),
            authenticationInternational: rate.optional(),
            service: rate.optional(),
          }),
        ),
      }),
    )
    .min(1),
});

/** YYYY-MM-DD, and a day that is in the calendar. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/**
 * Reads a file of rate cards.
 * @throws {ConfigError} where it is none: with what is wrong and where
 */
export function readRates(path: string): RateFile {
  const problem = (message: string, hint: string): ConfigError => new ConfigError([{ where: path, message, hint }]);
  let written: unknown;
  try {
    written = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw problem(`cannot be read: ${words}`, 'Correct it, or take back the last version of it.');
  }
  const { data, error } = fileSchema.safeParse(written);
  const [first] = error?.issues ?? [];
  if (!data) {
    const place = first?.path.join('.') ?? '';
    throw problem(`${place || 'the file'}: ${first?.message}`, `It looks like ${EXAMPLE}: compare the two.`);
  }
  const cards = data.cards.map(({ source, ...it }) => ({ ...it, ...(source !== undefined && { source }) }));
  return { path, currency: data.currency, cards: inOrder(cards as Card[]) };
}

/** The team's cards, or the example where it has none. @throws {ConfigError} */
export function ratesFor(policyPath: string): RateFile {
  const own = ratesPath(policyPath);
  return readRates(existsSync(own) ? own : examplePath());
}

/** Of the currency of the estimates. */
export const usedCards = ({ cards, currency: used }: RateFile): Card[] => cards.filter((it) => it.currency === used);

const inOrder = (cards: Card[]): Card[] =>
  [...cards].sort((a, b) => a.currency.localeCompare(b.currency) || a.effective.localeCompare(b.effective));

/** In a clone and in the installed package it stands beside package.json. */
function examplePath(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, EXAMPLE);
    if (existsSync(path)) return path;
  }
  return EXAMPLE;
}
