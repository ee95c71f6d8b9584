import styled from 'styled-components';
import { BarList } from '../bars';
import { getColor } from '../color';
import { Section, Subtle } from '../parts';
import { useVoice } from '../voice';
import { useFigures } from './useFigures';

type Tone = 'success' | 'neutral' | 'danger' | 'cost';

export interface PlotRow {
  /** The Monday, as YYYY-MM-DD. */
  week: string;
  /** One for each part. */
  values: number[];
  /** The same in words. */
  texts: string[];
}

interface Props {
  title: string;
  rows: PlotRow[];
  /** What is stacked, from the left. */
  parts: { name: string; tone: Tone }[];
}

/** A bar for each week, with its figures below it: nobody has to see the bars. */
export function Plot({ title, rows, parts }: Props) {
  const { words } = useVoice();
  const { day } = useFigures();
  const most = Math.max(1, ...rows.map(({ values }) => values.reduce((sum, it) => sum + it, 0)));
  return (
    <Section title={title}>
      <Key aria-hidden>
        {parts.map(({ name, tone }) => (
          <span key={name}>
            <Swatch $tone={tone} />
            {name}
          </span>
        ))}
      </Key>
      <BarList $time={56}>
        {rows.map(({ week, values, texts }) => (
          <li key={week}>
            <time dateTime={week} title={words.report.weeks.week(day(week))}>
              {day(week)}
            </time>
            <div>
              <Bars aria-hidden>
                {parts.map(({ name, tone }, place) => (
                  <Bar key={name} $tone={tone} style={{ width: `${(100 * (values[place] ?? 0)) / most}%` }} />
                ))}
              </Bars>
              <Subtle>{texts.length > 0 ? texts.join('; ') : words.report.weeks.nothing}</Subtle>
            </div>
          </li>
        ))}
      </BarList>
    </Section>
  );
}

const fill: Record<Tone, string> = {
  success: 'background.successEmphasis',
  neutral: 'border.emphasis',
  danger: 'background.dangerEmphasis',
  cost: 'background.primaryEmphasis',
};

const Bar = styled.div<{ $tone: Tone }>`
  background: ${({ theme, $tone }) => getColor({ theme, variable: fill[$tone] })};
`;

const Swatch = styled(Bar)`
  display: inline-block;
  width: 10px;
  height: 10px;
  margin-right: 6px;
  border-radius: 2px;
`;

const Bars = styled.div`
  display: flex;
  height: 10px;
  margin: 3px 0 2px;
  overflow: hidden;
  border-radius: 2px;
  background: ${({ theme }) => getColor({ theme, variable: 'background.subtle' })};
`;

const Key = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 2px 16px;
  margin-bottom: 6px;
  font-size: 12px;
  line-height: 16px;
`;
