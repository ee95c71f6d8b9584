import styled from 'styled-components';
import type { Group } from '../../board';
import type { GroupOutlook, Outlook } from '../../outlook';
import { Icon } from '../icons';
import { Line, Section, Small, Toned } from '../parts';
import { useNow, useVoice } from '../voice';

interface Props {
  /** Of the account, or of the chosen group. Undefined: the pace is not known. */
  outlook: Outlook | GroupOutlook | undefined;
  /** Undefined: all. */
  group: Group | undefined;
  /** Not all of the tickets' groups are known yet. */
  isReading: boolean;
}

/** How many will be lost by when, if agents go on as they did, and what that is reckoned from. */
export function Forecast({ outlook, group, isReading }: Props) {
  const { words } = useVoice();
  const say = words.board.forecast;
  const title = group ? say.titleOf(group.name) : say.title;
  if (isReading || !outlook)
    return (
      <Section title={title}>
        <Line>{isReading ? say.reading : group ? say.unknownOf : say.unknown}</Line>
      </Section>
    );
  return (
    <Section title={title}>
      <Lost outlook={outlook} />
      <Basis outlook={outlook} />
    </Section>
  );
}

function Lost({ outlook: { lost, windows, losses } }: { outlook: Outlook }) {
  const { words, times } = useVoice();
  const now = useNow();
  const say = words.board.forecast;
  if (lost === 0)
    return (
      <Toned $tone="success">
        <Icon name="check" />
        {windows === 0 ? say.nobody : say.none}
      </Toned>
    );
  return (
    <>
      <Toned $tone="danger">
        <Icon name="warning" />
        {say.lost(times.number(lost), times.number(windows), lost === 1)}
      </Toned>
      <Losses>
        {losses.map((it) => (
          <li key={it.at}>{say.by(times.number(it.lost), times.at(it.at, now))}</li>
        ))}
      </Losses>
    </>
  );
}

/** The pace, whose it is, and what is left out. */
function Basis({ outlook }: { outlook: Outlook | GroupOutlook }) {
  const { words, times } = useVoice();
  const say = words.board.forecast;
  const { perHour, answered, hours, basis, office } = outlook;
  const of = ({ shown, of: all }: { shown: number; of: number }) => [times.number(shown), times.number(all)] as const;
  const isCut = ({ shown, of: all }: { shown: number; of: number }) => shown < all;
  const sentences = [
    say[basis](times.number(perHour), times.number(answered), times.number(hours)),
    ...(office ? [] : [say.noOffice]),
    ...('listed' in outlook
      ? [
          say.own,
          ...(isCut(outlook.listed) ? [say.cut(...of(outlook.listed))] : []),
          ...(isCut(outlook.examined) ? [say.estimated(...of(outlook.examined))] : []),
        ]
      : [say.whole]),
  ];
  return <Small>{sentences.join(' ')}</Small>;
}

const Losses = styled.ul`
  margin: 4px 0 0;
  padding-left: 20px;
  list-style: disc;
`;
