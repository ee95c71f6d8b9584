import styled from 'styled-components';
import type { BoardView } from '../../../../src/service/app/board';
import { BarList } from '../bars';
import { getColor } from '../color';
import { Line, Section, Small, Subtle } from '../parts';
import { useVoice } from '../voice';

interface Props extends Pick<BoardView, 'hours'> {
  /** The rest of the page is about one group. */
  isGrouped: boolean;
}

/** How many windows close in each hour, and how many of them too many for the agents' pace. Of the whole account. */
export function Hours({ hours, isGrouped }: Props) {
  const { words, times } = useVoice();
  const say = words.board.hours;
  const most = Math.max(1, ...hours.map((it) => it.agent));
  return (
    <Section title={say.title}>
      {hours.length === 0 && <Line>{say.none}</Line>}
      {hours.length > 0 && isGrouped && <Small>{words.board.forecast.whole}</Small>}
      <BarList $time={44}>
        {hours.map(({ from, agent, customer, lost }) => {
          const parts = [
            ...(agent > 0 ? [say.agent(times.number(agent))] : []),
            ...(lost > 0 ? [say.lost(times.number(lost))] : []),
            ...(customer > 0 ? [say.customer(times.number(customer))] : []),
          ];
          return (
            <li key={from}>
              <time dateTime={from} title={times.full(Date.parse(from))}>
                {times.hour(Date.parse(from))}
              </time>
              <div>
                <Bars aria-hidden>
                  <Bar $variable="background.warningEmphasis" style={{ width: `${(100 * (agent - lost)) / most}%` }} />
                  <Bar $variable="background.dangerEmphasis" style={{ width: `${(100 * lost) / most}%` }} />
                </Bars>
                <Subtle>{parts.join(', ')}</Subtle>
              </div>
            </li>
          );
        })}
      </BarList>
    </Section>
  );
}

const Bars = styled.div`
  display: flex;
  height: 8px;
  margin: 4px 0 2px;
  overflow: hidden;
  border-radius: 2px;
`;

const Bar = styled.div<{ $variable: string }>`
  background: ${({ theme, $variable }) => getColor({ theme, variable: $variable })};
`;
