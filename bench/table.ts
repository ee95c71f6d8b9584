import type { Row } from './result';

const HEADINGS = ['', 'Ventana', 'beside it', 'goal', ''];

/** All rows as one aligned Markdown table. The first row of each benchmark has its name. */
export function tableOf(benchmarks: readonly { name: string; rows: readonly Row[] }[]): string {
  const lines = benchmarks.flatMap(({ name, rows }) =>
    rows.map((row, index) => [
      `${index === 0 ? `**${name}** ` : ''}${row.what}`,
      row.ventana,
      row.beside ?? '',
      row.goal ?? '',
      row.holds === undefined ? '' : row.holds ? 'holds' : '**missed**',
    ]),
  );
  const all = [HEADINGS, ...lines];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0), 3));
  const written = (line: string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [written(HEADINGS), rule, ...lines.map(written)].join('\n');
}
