import styled from 'styled-components';
import { getColor } from './color';

interface Props {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  choose: (value: string) => void;
}

/** The browser's own list, so that keyboards and screen readers know it. */
export function Choice({ label, value, options, choose }: Props) {
  return (
    <Label>
      {label}
      <Select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map((it) => (
          <option key={it.value} value={it.value}>
            {it.text}
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
