import type { ReportFigures } from '../../../../src/service/app/report';
import { verdictOf } from '../../report';
import { Line, Section, Small, Stacked } from '../parts';
import { useVoice } from '../voice';
import { useFigures } from './useFigures';

/** Whether reminders help, in a sentence; the figures are below it. */
export function Experiment({ report: { experiment, card } }: { report: ReportFigures }) {
  const { words } = useVoice();
  const figures = useFigures();
  const say = words.report.experiment;
  const { number, share, money } = figures;
  const rounded = (value: number): string => number(Math.round(value));
  const answered = ({ count, of }: { count: number; of: number }): string =>
    say.answered(number(count), number(of), share(count, of));
  return (
    <Section title={say.title}>
      <Line>{verdictOf(experiment, words.report, figures)}</Line>
      {experiment && (
        <Stacked>
          <dt>{say.treated}</dt>
          <dd>{answered(experiment.treated)}</dd>
          <dt>{say.holdout}</dt>
          <dd>{answered(experiment.holdout)}</dd>
        </Stacked>
      )}
      {experiment?.isShown && experiment.extra && experiment.extra.low > 0 && (
        <Small>
          {say.extra(
            rounded(experiment.extra.value),
            rounded(experiment.extra.low),
            rounded(experiment.extra.high),
            number(experiment.treated.of),
          )}{' '}
          {experiment.extraMicros &&
            card &&
            say.perExtra(
              money(experiment.extraMicros.value, card.currency),
              money(experiment.extraMicros.low, card.currency),
              money(experiment.extraMicros.high, card.currency),
            )}
        </Small>
      )}
      {experiment && experiment.pending > 0 && <Small>{say.pending(number(experiment.pending))}</Small>}
    </Section>
  );
}
