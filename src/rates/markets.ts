/**
 * Which countries are in which of Meta's markets: "Country calling codes" on its page of prices, as two public programs
 * copied it in 2026. What the page does not name is `Other`. The nine markets that are new on 1 October 2026
 * (Bangladesh to Ukraine) were parts of regions before: of Kazakhstan we do not know of which.
 */
const REGIONS: Readonly<Record<string, string>> = {
  'North America': 'US CA',
  'Rest of Africa':
    'DZ AO BJ BW BF BI CM TD CG ER ET GA GM GH GW CI KE LS LR LY MG MW ML MR MA MZ NA NE RW SN SL SO SS SD SZ TZ TG TN UG ZM ZW',
  'Rest of Asia Pacific': 'AF AU BD KH CN HK JP LA MN NP NZ PG PH SG LK TW TJ TH TM UZ VN',
  'Rest of Central & Eastern Europe': 'AL AM AZ BY BG HR CZ GE GR HU LV LT MD MK PL RO RS SK SI UA',
  'Rest of Western Europe': 'AT BE DK FI IE NO PT SE CH',
  'Rest of Latin America': 'BO CR DO EC SV GT HT HN JM NI PA PY PR UY VE',
  'Rest of Middle East': 'BH IQ JO KW LB OM QA YE',
};

export const OTHER = 'Other';

/** Where Meta's name of a country is not the one of Unicode's list. */
const META_NAMES: Readonly<Record<string, string>> = { TR: 'Turkey', HK: 'Hong Kong', CZ: 'Czech Republic' };

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

const regionOf = new Map(
  Object.entries(REGIONS).flatMap(([region, countries]) => countries.split(' ').map((it) => [it, region] as const)),
);

/** Two spellings of one name: `Rest of Central & Eastern Europe`, `rest of central and eastern europe`. */
export const keyOf = (market: string): string =>
  market
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

/** The names that a country's market may have, the narrowest first. @param country ISO 3166 alpha-2 */
function candidates(country: string): string[] {
  const own = [META_NAMES[country], names.of(country)];
  return [...own, regionOf.get(country), OTHER].filter((it) => it !== undefined);
}

/**
 * A country's market on a card: its own, else its region's, else `Other`.
 * @param country ISO 3166 alpha-2
 * @param markets the card's, as it spells them
 * @returns the card's name of it; undefined if it has none
 */
export function marketOf(country: string, markets: readonly string[]): string | undefined {
  const known = new Map(markets.map((it) => [keyOf(it), it]));
  for (const name of candidates(country)) {
    const market = known.get(keyOf(name));
    if (market !== undefined) return market;
  }
  return undefined;
}

/** All names of markets that some country can have. @param countries ISO 3166 alpha-2 */
export const knownMarkets = (countries: readonly string[]): Set<string> =>
  new Set([...Object.keys(REGIONS), OTHER, ...countries.flatMap(candidates)].map(keyOf));
