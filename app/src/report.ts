/** What the report says in sentences. Pure. */
import type { ReportCounts, ReportFigures, ReportWeeks } from '../../src/service/app/report';
import type { Figures } from './figures';
import type { ReportWords } from './words/enReport';

/** What one may choose; the second is shown at first. */
export const WEEKS = [4, 12, 26] as const satisfies readonly ReportWeeks[];

export const failedIn = ({ failed }: ReportCounts): number => failed.reduce((sum, { count }) => sum + count, 0);

type Experiment = ReportFigures['experiment'];

/** Whether reminders help, in one sentence, or in two where it is not shown yet. */
export function verdictOf(experiment: Experiment, { experiment: say }: ReportWords, figures: Figures): string {
  if (!experiment) return say.none;
  const { difference, isShown, needed } = experiment;
  if (!difference) return say.early;
  const inHundred = (value: number): string => figures.number(Math.abs(Math.round(value * 100)));
  const { value, low, high } = difference;
  if (isShown && value > 0) return say.helps(inHundred(value), inHundred(low), inHundred(high));
  if (isShown) return say.harms(inHundred(value), inHundred(high), inHundred(low));
  if (needed === undefined) return say.same;
  return `${say.notShown} ${say.needed(figures.number(needed))}`;
}

/** A sentence for each change of a template. Meta's words stay in capitals, but for the categories. */
export function changesOf({ templates }: Partial<ReportFigures>, say: ReportWords, figures: Figures): string[] {
  // An older service does not tell.
  return (templates ?? []).map(({ at, name, language, what, from, to, costs }) => {
    const of = [figures.date(at), name, figures.language(language)] as const;
    const [before, after] = what === 'category' ? [from.toLowerCase(), to.toLowerCase()] : [from, to];
    const changed = say.templates.changed(...of, say.templates[what], before, after);
    if (!costs) return changed;
    const times = figures.number(Math.round(costs.times * 10) / 10);
    return `${changed} ${say.templates.costs(times, figures.country(costs.country))}`;
  });
}

/** What an estimate assumes, and what no report can know. */
export function notesOf(
  { card, total, categories }: ReportFigures,
  { notes }: ReportWords,
  figures: Figures,
): string[] {
  return [
    ...(card ? [notes.estimate(figures.date(card.effective))] : [notes.noCard]),
    ...(card ? categoryNotes(categories, notes, figures) : []),
    ...(card?.example ? [notes.example] : []),
    ...(card && total.unpriced > 0 ? [notes.unpriced(figures.number(total.unpriced))] : []),
    ...(card ? [notes.service] : []),
    ...[notes.chance, notes.several, notes.solved, notes.kept],
  ];
}

const categoryNotes = (
  categories: Partial<ReportFigures>['categories'],
  notes: ReportWords['notes'],
  { number }: Figures,
): string[] =>
  // An older service does not tell.
  categories && categories.seen + categories.policy > 0
    ? [notes.categories(number(categories.seen), number(categories.policy))]
    : [];

/** A name under which the table is kept. @param until ISO 8601 */
export const csvName = (account: string, until: string): string => `ventana-${account}-${until.slice(0, 10)}.csv`;
