/**
 * The customer's exact language, else its base language, else any variant of the same base (the same script and region
 * before others), else the first in the list. Case and the separator do not matter: `es-ES` and `es_es` are the same.
 * @param available Meta's codes, or the policy's
 * @param locale as Zendesk has it, such as `en-us`, `es-419` or `zh-tw`
 */
export function chooseLanguage(available: readonly string[], locale: string | undefined): string {
  const wanted = read(locale ?? '');
  const all = available.map((code) => ({ code, ...read(code) }));
  const same = all.filter(({ base }) => base !== '' && base === wanted.base);
  const found =
    all.find(({ tag }) => tag === wanted.tag) ??
    same.find(({ tag, base }) => tag === base) ??
    same.find(({ script, region }) => script === wanted.script && region === wanted.region) ??
    same.find(({ script }) => script === wanted.script) ??
    same[0] ??
    all[0];
  return found?.code ?? 'en';
}

/** Of a language tag, with any script, region and variants that are in use. */
const LONGEST = 100;

/** Zendesk knows Norwegian as `no`, Meta as `nb`; readers of Nynorsk read it too. Unicode's own aliases lack these. */
const ALSO: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb' };

interface Tag {
  tag: string;
  base: string;
  script?: string | undefined;
  region?: string | undefined;
}

/**
 * Old codes become today's (`iw` is `he`, `in` is `id`, `tl` is `fil`), script and region are added where they lack.
 */
function read(code: string): Tag {
  const plain = code.slice(0, LONGEST).trim().replaceAll('_', '-').toLowerCase();
  try {
    const locale = new Intl.Locale(plain);
    const base = ALSO[locale.language] ?? locale.language;
    const { script, region } = locale.maximize();
    return { tag: [base, ...locale.baseName.split('-').slice(1)].join('-').toLowerCase(), base, script, region };
  } catch {
    return { tag: plain, base: plain.split('-')[0] ?? '' };
  }
}
