import { existsSync } from 'node:fs';
import { settingPlace } from '../policy/policy';
import type { PolicyConfig } from '../policy/policyConfig';
import { ConfigError, type Problem } from '../problems/configError';
import { type RateFile, ratesPath, readRates, usedCards } from '../rates/rateFile';

const IMPORT =
  "Get the rate card for your currency from Meta's page of prices, then `npx ventana rates import FILE`; or remove the setting.";

/**
 * Row Q81: a budget, and the choice of the cheapest, need the team's own rates. Reads the file of rates only if one of
 * them is set.
 * @param text of the policy file, for the line
 * @returns what is wrong; empty: nothing
 */
export function rateProblems({ policy }: PolicyConfig, text: string, path: string): Problem[] {
  const settings: (readonly string[])[] = [
    ...(policy.budget ? [['budget']] : []),
    ...(policy.ticket.prefersCheapest ? [['window', 'prefer']] : []),
  ];
  const [first] = settings;
  if (!first) return [];
  const rates = ratesOf(path);
  if (Array.isArray(rates)) return rates;
  const why = rates ? whyUnusable(rates) : `there is no ${ratesPath(path)}`;
  if (why === undefined) return [];
  return settings.map((setting) => {
    const place = settingPlace(text, setting);
    const message = `${setting.join('.')} needs your own rates: ${why}`;
    return { where: `${path}:${place.line}`, place, message, hint: IMPORT };
  });
}

function ratesOf(policyPath: string): RateFile | undefined | Problem[] {
  const path = ratesPath(policyPath);
  try {
    return existsSync(path) ? readRates(path) : undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

function whyUnusable(rates: RateFile): string | undefined {
  const cards = usedCards(rates);
  if (cards.length === 0) return `${rates.path} has no card in ${rates.currency}`;
  return cards.every(({ example }) => example) ? `${rates.path} has only an example` : undefined;
}
