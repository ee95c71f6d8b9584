import styled, { css } from 'styled-components';
import type { List, ListName } from '../../board';
import { duration } from '../../times';
import { getColor } from '../color';
import { Icon, type IconName } from '../icons';
import { type Tone, Toned } from '../parts';
import { useNow, useVoice } from '../voice';

interface Props {
  names: readonly ListName[];
  lists: Record<ListName, List>;
  /** How many windows have closed without an answer in the last 24 hours. */
  closedDay: number;
  chosen: ListName;
  choose: (name: ListName) => void;
}

const looks: Record<ListName, { icon: IconName; tone: Tone }> = {
  agent: { icon: 'bell', tone: 'warning' },
  customer: { icon: 'clock', tone: 'neutral' },
  closed: { icon: 'lock', tone: 'danger' },
  failed: { icon: 'stop', tone: 'danger' },
  needs: { icon: 'warning', tone: 'danger' },
};

/** How many there are of each; each opens its list. */
export function Tiles({ names, lists, closedDay, chosen, choose }: Props) {
  return (
    <Group>
      {names.map((name) => (
        <Tile
          key={name}
          type="button"
          aria-pressed={name === chosen}
          $on={name === chosen}
          onClick={() => choose(name)}
        >
          <Content name={name} list={lists[name]} closedDay={closedDay} />
        </Tile>
      ))}
    </Group>
  );
}

function Content({ name, list, closedDay }: { name: ListName; list: List; closedDay: number }) {
  const { words, times } = useVoice();
  const now = useNow();
  const { icon, tone } = looks[name];
  const first = list.rows[0]?.at;
  const isOpen = name === 'agent' || name === 'customer';
  const more =
    isOpen && first !== undefined
      ? words.board.first(duration(first - now))
      : name === 'closed' && list.count > 0
        ? words.board.ofDay(times.number(closedDay))
        : '';
  return (
    <>
      <Number>{times.number(list.count)}</Number>
      <Toned $tone={list.count > 0 ? tone : 'neutral'}>
        <Icon name={icon} />
        {words.board.lists[name]}
      </Toned>
      <More>{more}</More>
    </>
  );
}

const Group = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
  gap: 12px;
  padding: 16px;
`;

const Tile = styled.button<{ $on: boolean }>`
  display: flex;
  flex-direction: column;
  gap: 4px;
  padding: 12px;
  border-radius: 8px;
  color: inherit;
  font: inherit;
  text-align: left;
  cursor: pointer;

  ${({ theme, $on }) => css`
    border: 1px solid ${getColor({ theme, variable: $on ? 'border.primaryEmphasis' : 'border.default' })};
    background: ${getColor({ theme, variable: $on ? 'background.subtle' : 'background.default' })};
    box-shadow: ${$on ? `inset 0 0 0 1px ${getColor({ theme, variable: 'border.primaryEmphasis' })}` : 'none'};

    &:hover {
      border-color: ${getColor({ theme, variable: 'border.primaryEmphasis' })};
    }
    &:focus-visible {
      outline: 2px solid ${getColor({ theme, variable: 'border.primaryEmphasis' })};
      outline-offset: 2px;
    }
  `}
`;

const Number = styled.span`
  font-size: 26px;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
  line-height: 32px;
`;

const More = styled.span`
  min-height: 16px;
  font-size: 12px;
  line-height: 16px;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;
