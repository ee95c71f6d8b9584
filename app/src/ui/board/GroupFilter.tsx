import styled from 'styled-components';
import type { Group } from '../../board';
import { getColor } from '../color';
import { useVoice } from '../voice';

interface Props {
  groups: Group[];
  /** The id; empty: all. */
  group: string;
  choose: (group: string) => void;
}

/** The browser's own list, so that keyboards and screen readers know it. Hidden where Zendesk shows no groups. */
export function GroupFilter({ groups, group, choose }: Props) {
  const { words } = useVoice();
  if (groups.length === 0) return null;
  return (
    <Label>
      {words.board.group}
      <Select value={group} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{words.board.allGroups}</option>
        {groups.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Label>
  );
}

const Label = styled.label`
  display: inline-flex;
  align-items: center;
  gap: 8px;
  font-size: 12px;
`;

const Select = styled.select`
  max-width: 200px;
  min-height: 32px;
  padding: 4px 8px;
  border: 1px solid ${({ theme }) => getColor({ theme, variable: 'border.emphasis' })};
  border-radius: 4px;
  background: ${({ theme }) => getColor({ theme, variable: 'background.default' })};
  color: inherit;
  font: inherit;

  &:focus-visible {
    outline: 2px solid ${({ theme }) => getColor({ theme, variable: 'border.primaryEmphasis' })};
    outline-offset: 1px;
  }
`;
