import styled from 'styled-components';
import { getColor } from '../color';
import { Section } from '../parts';

interface Props {
  title: string;
  /** The first one names the rows. */
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** The last row is the sum of the others. */
  hasSum?: boolean;
}

/** A table; where there is no room, each row becomes a list of its cells, and stays a row for screen readers. */
export function Table({ title, columns, rows, hasSum = false }: Props) {
  return (
    <Section title={title}>
      <Grid role="table" aria-label={title}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((it) => (
              <th key={it} role="columnheader" scope="col">
                {it}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((cells, place) => (
            <tr key={place} role="row" className={hasSum && place === rows.length - 1 ? 'sum' : undefined}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} role="rowheader" scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column} role="cell" data-column={columns[column]}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </Grid>
    </Section>
  );
}

const Grid = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: 13px;
  line-height: 18px;

  th,
  td {
    padding: 6px 12px 6px 0;
    border-bottom: 1px solid ${({ theme }) => getColor({ theme, variable: 'border.subtle' })};
    text-align: right;
    vertical-align: top;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  thead th {
    font-size: 12px;
    font-weight: 400;
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  }
  th:first-child {
    text-align: left;
  }
  tbody th {
    font-weight: 600;
  }
  .sum td {
    font-weight: 600;
  }

  @media (max-width: 700px) {
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody,
    tr,
    tbody th,
    td {
      display: block;
    }
    tr {
      padding: 6px 0;
      border-bottom: 1px solid ${({ theme }) => getColor({ theme, variable: 'border.subtle' })};
    }
    tbody th,
    td {
      display: flex;
      justify-content: space-between;
      gap: 12px;
      padding: 2px 0;
      border: 0;
    }
    td::before {
      content: attr(data-column);
      color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
      font-weight: 400;
      text-align: left;
    }
  }
`;
