import styled from 'styled-components';
import type { ReportFigures } from '../../../../src/service/app/report';
import { failedIn } from '../../report';
import { getColor } from '../color';
import { Spoken } from '../parts';
import { useVoice } from '../voice';
import { useFigures } from './useFigures';

/** What it all adds up to. */
export function Totals({ report }: { report: ReportFigures }) {
  const { words } = useVoice();
  const figures = useFigures();
  const say = words.report.figures;
  const { total, windows, replies, card } = report;
  const { number, share, money } = figures;
  const closed = windows.kept + windows.lost;
  const perAnswer =
    card && total.answered > 0 ? say.perAnswer(money(total.costMicros / total.answered, card.currency)) : say.noAnswer;
  return (
    <section aria-labelledby="totals-title">
      <Spoken as="h2" id="totals-title">
        {say.title}
      </Spoken>
      <Grid>
        <Figure name={say.sent} value={number(total.sent)} more={say.delivered(number(total.delivered))} />
        <Figure
          name={say.answered}
          value={number(total.answered)}
          more={total.sent > 0 ? say.share(share(total.answered, total.sent)) : ''}
        />
        <Figure
          name={say.windows}
          value={number(windows.kept)}
          more={closed > 0 ? say.windowsOf(share(windows.kept, closed), number(windows.lost)) : say.noWindows}
        />
        <Figure name={say.rescued} value={number(replies.rescued)} more={say.rescuedOf(number(replies.lost))} />
        <Figure name={say.optedOut} value={number(total.optedOut)} more={say.optedOutAfter} />
        <Figure name={say.failed} value={number(failedIn(total))} more={say.failedWhen} />
        {card && (
          <Figure
            name={say.cost}
            value={money(total.costMicros, card.currency)}
            more={`${words.report.notes.card(figures.date(card.effective))}; ${perAnswer}`}
          />
        )}
      </Grid>
    </section>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Value>{value}</Value>
        <small>{more}</small>
      </dd>
    </div>
  );
}

const Grid = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
  gap: 12px;
  margin: 0;
  padding: 16px;

  > div {
    padding: 12px;
    border: 1px solid ${({ theme }) => getColor({ theme, variable: 'border.default' })};
    border-radius: 8px;
  }
  dt {
    font-weight: 600;
  }
  dd {
    margin: 0;
  }
  small {
    display: block;
    font-size: 12px;
    line-height: 16px;
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  }
`;

const Value = styled.span`
  display: block;
  font-size: 22px;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
  line-height: 32px;
`;
