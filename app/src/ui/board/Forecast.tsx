import styled from 'styled-components';
import type { BoardView } from '../../../../src/service/app/board';
import { lossesOf } from '../../board';
import { Icon } from '../icons';
import { Line, Section, Small, Toned } from '../parts';
import { useNow, useVoice } from '../voice';

/** How many will be lost by when, if agents go on as they did, and what that is reckoned from. */
export function Forecast({ view: { forecast, hours, owes } }: { view: BoardView }) {
  const { words, times } = useVoice();
  const now = useNow();
  const say = words.board.forecast;
  if (!forecast)
    return (
      <Section title={say.title}>
        <Line>{say.unknown}</Line>
      </Section>
    );
  const { lost, perHour, answered, basis, office } = forecast;
  const pace = say[basis](times.number(perHour), times.number(answered), times.number(forecast.hours));
  return (
    <Section title={say.title}>
      {lost === 0 ? (
        <Toned $tone="success">
          <Icon name="check" />
          {say.none}
        </Toned>
      ) : (
        <>
          <Toned $tone="danger">
            <Icon name="warning" />
            {say.lost(times.number(lost), times.number(owes.agent.count))}
          </Toned>
          <Losses>
            {lossesOf(hours).map((it) => (
              <li key={it.at}>{say.by(times.number(it.lost), times.at(it.at, now))}</li>
            ))}
          </Losses>
        </>
      )}
      <Small>
        {pace} {!office && say.noOffice} {say.whole}
      </Small>
    </Section>
  );
}

const Losses = styled.ul`
  margin: 4px 0 0;
  padding-left: 20px;
  list-style: disc;
`;
