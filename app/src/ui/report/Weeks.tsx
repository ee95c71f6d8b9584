import styled from 'styled-components';
import type { ReportFigures } from '../../../../src/service/app/report';
import { failedIn } from '../../report';
import { useVoice } from '../voice';
import { Plot, type PlotRow } from './Plot';
import { useFigures } from './useFigures';

/** Each week's messages, windows and costs. */
export function Weeks({ report: { weeks, card } }: { report: ReportFigures }) {
  const { words } = useVoice();
  const { number, share, money } = useFigures();
  const say = words.report.weeks;
  const messages = weeks.map(({ week, counts }): PlotRow => {
    const { sent, answered, optedOut } = counts;
    const failed = failedIn(counts);
    return {
      week,
      values: [answered, sent - answered],
      texts: [
        ...(sent > 0 ? [say.sent(number(sent), number(answered), share(answered, sent))] : []),
        ...(failed > 0 ? [say.failed(number(failed))] : []),
        ...(optedOut > 0 ? [say.optedOut(number(optedOut))] : []),
      ],
    };
  });
  const windows = weeks.map(({ week, windows: { kept, lost }, replies }): PlotRow => ({
    week,
    values: [kept, lost],
    texts: [
      ...(kept + lost > 0 ? [say.closed(number(kept), number(lost))] : []),
      ...(replies.lost + replies.rescued > 0 ? [say.rescued(number(replies.rescued), number(replies.lost))] : []),
    ],
  }));
  const costs = weeks.map(({ week, counts: { costMicros } }): PlotRow => ({
    week,
    values: [costMicros],
    texts: card && costMicros > 0 ? [money(costMicros, card.currency)] : [],
  }));
  return (
    <Columns>
      <Plot
        title={say.messages}
        rows={messages}
        parts={[
          { name: say.answered, tone: 'success' },
          { name: say.unanswered, tone: 'neutral' },
        ]}
      />
      <Plot
        title={say.windows}
        rows={windows}
        parts={[
          { name: say.kept, tone: 'success' },
          { name: say.lost, tone: 'danger' },
        ]}
      />
      {card && <Plot title={say.cost} rows={costs} parts={[{ name: say.estimate, tone: 'cost' }]} />}
    </Columns>
  );
}

const Columns = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);

  @media (min-width: 900px) {
    grid-template-columns: repeat(auto-fit, minmax(0, 1fr));
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
  }
`;
