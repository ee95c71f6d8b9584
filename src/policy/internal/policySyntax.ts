import { LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { PolicyProblem } from './policyProblems';
import { placeAt, placeOf, placeOfKey, type Place } from './yamlPlaces';

type SyntaxError = Document['errors'][number];

export type PlacedProblem = Omit<PolicyProblem, 'path' | 'key'> & { place: Place };

/** The parsed YAML, before validation. */
export interface PolicyText {
  /** Undefined if no values can be read. */
  file: unknown;
  problems: PlacedProblem[];
  /** From here on, the parser may have misread the file. Undefined: the whole file is sound. */
  soundUntil: Place | undefined;
  placeOf: (problem: PolicyProblem) => Place;
}

/** Parses YAML and continues after a mistake as far as possible. An empty file means every default. */
export function readPolicyText(text: string): PolicyText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = document.errors.map((error) => inWords(error, startOf(error, document), text, lines));
  const broken = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  const soundUntil = broken && placeAt(lines, startOf(broken, document));
  const where = ({ path, key }: PolicyProblem): Place =>
    key === undefined ? placeOf(document, lines, path) : placeOfKey(document, lines, path, key);
  const values = valuesOf(document, lines);
  return { ...values, problems: [...problems, ...values.problems], soundUntil, placeOf: where };
}

function valuesOf(document: Document, lines: LineCounter): Pick<PolicyText, 'file' | 'problems'> {
  const problems = aliasesToNothing(document, lines);
  if (problems.length > 0) return { file: undefined, problems };
  try {
    return { file: document.toJS() ?? {}, problems };
  } catch (error) {
    const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    const hint = 'Write the values out instead of using YAML anchors and aliases.';
    return { file: undefined, problems: [{ place: placeAt(lines, 0), message, hint }] };
  }
}

/** If there is even one of these, the document cannot be converted to values. */
function aliasesToNothing(document: Document, lines: LineCounter): PlacedProblem[] {
  const found: PlacedProblem[] = [];
  visit(document, {
    Alias(_key, node) {
      if (node.resolve(document)) return;
      const message = `*${node.source} has no meaning: there is no &${node.source} before it`;
      found.push({ place: placeAt(lines, node.range?.[0] ?? 0), message, hint: 'Write the value out.' });
    },
  });
  return found;
}

/** For an unclosed quote, YAML reports the end of the file. People look for the opening quote, so return that. */
function startOf({ code, pos: [start] }: SyntaxError, document: Document): number {
  if (code !== 'MISSING_CHAR') return start;
  let opened = start;
  visit(document, {
    Scalar(_key, { type, range }) {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range && range[0] < start && start <= range[1] + 1) opened = range[0];
    },
  });
  return opened;
}

function inWords({ code, message }: SyntaxError, start: number, text: string, lines: LineCounter): PlacedProblem {
  const place = placeAt(lines, start);
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]*/.exec(text.slice(start))?.[0] ?? '';
    return { place, message: `"${key}" is written twice`, hint: 'Remove one of them.' };
  }
  const hint = 'Check the indentation, the quotes and the colons of this line and the one above it.';
  return { place, message: `is not valid YAML here: ${message}`, hint };
}
