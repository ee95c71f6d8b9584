import styled from 'styled-components';
import type { ReportFigures } from '../../../../src/service/app/report';
import { failureWords } from '../../words/words';
import { Line, Section } from '../parts';
import { useVoice } from '../voice';
import { useFigures } from './useFigures';

/** The commonest first. */
export function Causes({ report: { total } }: { report: ReportFigures }) {
  const voice = useVoice();
  const { number } = useFigures();
  const say = voice.words.report.causes;
  return (
    <Section title={say.title}>
      {total.failed.length === 0 && <Line>{say.none}</Line>}
      <List>
        {total.failed.map(({ code, error, count }) => (
          <li key={`${code} ${error ?? ''}`}>
            <b>{number(count)}</b>
            <span>{failureWords(voice, { code, error })}</span>
          </li>
        ))}
      </List>
    </Section>
  );
}

const List = styled.ul`
  margin: 0;
  padding: 0;
  list-style: none;

  li {
    display: grid;
    grid-template-columns: minmax(32px, auto) minmax(0, 1fr);
    gap: 8px;
    padding: 2px 0;
  }
  b {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
`;
