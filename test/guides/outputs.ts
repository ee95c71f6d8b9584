/**
 * Outputs in the guides. A marker before a block says what the block shows:
 *
 *     <!-- output: NAME | TEXT | TEXT -->
 *     ```text
 *     ...
 *     ```
 *
 * NAME is an output of a scenario (`scenarios.ts`). With TEXTs, the block shows only the lines that contain one of
 * them, and `...` for the others. A long sentence goes on in the next line; a long JSON is cut. A Spanish guide shows
 * what a Spanish terminal does, where the command speaks Spanish (J47): both are typed in one run.
 * `npm run guide-outputs` plays the scenarios and writes the blocks; `test/slow/guideOutputs.test.ts` plays them and
 * compares.
 */

const MARKED = /^<!-- output: ([^|>\n]+?)((?: \| [^|>\n]+?)*) -->\n```text\n(.*?)^```$/gms;
const LONGEST = 120;

export interface Block {
  name: string;
  /** Lines with one of these are shown; without any, all are. */
  texts: string[];
  shown: string;
}

/** The marked blocks of a document. */
export const blocksOf = (document: string): Block[] =>
  [...document.matchAll(MARKED)].map(([, name = '', texts = '', shown = '']) => ({
    name,
    texts: texts.split(' | ').slice(1),
    shown,
  }));

/** What a block shows of an output. @throws Error if a text is in no line of it */
export function shownOf(output: string, { name, texts }: Pick<Block, 'name' | 'texts'>): string {
  const lines = output.trimEnd().split('\n');
  const missing = texts.filter((text) => !output.includes(text));
  if (missing.length > 0) throw new Error(`the output ${name} has no line with ${missing.join(', ')}:\n${output}`);
  const isShown = (line: string): boolean => texts.length === 0 || texts.some((text) => line.includes(text));
  const shown = lines.map((line) => (isShown(line) ? fitted(line) : '...'));
  return `${shown.filter((line, index) => line !== '...' || shown[index - 1] !== '...').join('\n')}\n`;
}

const fitted = (line: string): string => (line.startsWith('{') || !line.includes(' ') ? cut(line) : wrapped(line));

const cut = (line: string): string => (line.length > LONGEST ? `${line.slice(0, LONGEST - 4).trimEnd()} ...` : line);

const GOES_ON = '\n    ';

function wrapped(line: string): string {
  const place = line.length > LONGEST ? line.lastIndexOf(' ', LONGEST) : -1;
  const rest = line.slice(place + 1);
  // What is left has to be shorter than before, indented as it is.
  return place < GOES_ON.length ? line : `${line.slice(0, place)}${GOES_ON}${wrapped(`    ${rest}`).trimStart()}`;
}

/** What differs from run to run: times, ports, process ids, durations, the vendors' own ids. */
const VARIES: [pattern: RegExp, word: string][] = [
  [/\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| \((?:\d{4}-\d\d-\d\d )?\d\d:\d\d UTC\))?/g, 'TIME'],
  [/\b\d{13}\b/g, 'TIME'],
  [/\b127\.0\.0\.1:\d+/g, 'HOST'],
  [/\bproces[so] \d+/g, 'PROCESS'],
  [/\b\d+ (?:s|min|h|days?|días?)\b/g, 'DURATION'],
  [/\b\d+ MB\b/g, 'SIZE'],
  [/\b[0-9a-f]{24}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'ID'],
];

/** A text without what differs from run to run. */
export const stable = (text: string): string =>
  VARIES.reduce((rest, [pattern, word]) => rest.replace(pattern, word), text.replaceAll(GOES_ON, ' '));

/** The document with what these outputs show. A block that differs only in what varies stays as it is. */
export const withOutputs = (document: string, outputs: Record<string, string>): string =>
  document.replace(MARKED, (whole: string, name: string, texts: string, shown: string) => {
    const output = outputs[name];
    if (output === undefined) return whole;
    const now = shownOf(output, { name, texts: texts.split(' | ').slice(1) });
    return stable(now) === stable(shown) ? whole : whole.replace(`\n${shown}`, () => `\n${now}`);
  });
