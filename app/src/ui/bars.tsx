import styled from 'styled-components';

/** A list of times with a bar each, and its figures below it. `$time`: the width (px) of the times. */
export const BarList = styled.ol<{ $time: number }>`
  margin: 0;
  padding: 0;
  list-style: none;
  font-size: 12px;
  line-height: 16px;

  li {
    display: grid;
    grid-template-columns: ${({ $time }) => $time}px minmax(0, 1fr);
    gap: 8px;
    padding: 3px 0;
  }
  time {
    font-variant-numeric: tabular-nums;
  }
`;
