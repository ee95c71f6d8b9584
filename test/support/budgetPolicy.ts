/** What a budget needs. */

/** In euros; text is dearer than a template in Spain. */
export const RATES = `
currency: EUR
cards:
  - { effective: 2026-07-01, currency: EUR, markets: { Spain: { marketing: 0.06, utility: 0.019 } } }
  - effective: 2026-10-01
    currency: EUR
    markets:
      Spain: { marketing: 0.0707, utility: 0.02, service: 0.021 }
      North America: { marketing: 0.025, utility: 0.0034 }
`;

export const withBudget = (text: string, budget = 'budget: { monthly: { soft: 200, hard: 300 } }'): string =>
  text.replace('\nbudget: off', `\n${budget}`);
