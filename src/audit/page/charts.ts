import { escaped } from './markup';

export interface Series {
  label: string;
  /** A class of the style. */
  colour: 'a' | 'b' | 'c';
  values: number[];
}

export interface Bars {
  /** What the chart shows, for those who cannot see it. */
  title: string;
  labels: string[];
  series: Series[];
  /** How values are written. */
  format: (value: number) => string;
}

interface Size {
  width: number;
  height: number;
  /** At most so many labels below the bars. */
  labels: number;
  className: 'wide' | 'narrow';
}

const WIDE: Size = { width: 960, height: 260, labels: 15, className: 'wide' };
const NARROW: Size = { width: 360, height: 240, labels: 6, className: 'narrow' };
const MARGIN = { top: 22, right: 8, bottom: 28, left: 44 };
const TICKS = 4;

/**
 * Stacked bars as SVG, once for a wide page and once for a narrow one: text in a picture that shrinks cannot be read.
 * Without styles in attributes, which the page's policy forbids.
 * @param named the value stands above each bar
 */
export async function barsOf(bars: Bars, named: boolean): Promise<string> {
  // An ES module: `require` cannot load it on every Node that we promise.
  const { scaleBand, scaleLinear } = await import('d3-scale');
  const { title, labels, series, format } = bars;
  const totals = labels.map((_, place) => series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0));

  function picture({ width, height, labels: most, className }: Size): string {
    const bottom = height - MARGIN.bottom;
    const x = scaleBand<number>(
      labels.map((_, place) => place),
      [MARGIN.left, width - MARGIN.right],
    ).padding(0.2);
    const y = scaleLinear([0, Math.max(1, ...totals)], [bottom, MARGIN.top]).nice(TICKS);
    const ticks = y.ticks(TICKS).filter((it) => Number.isInteger(it));
    const grid = ticks.map(
      (it) =>
        `<line x1="${MARGIN.left}" x2="${width - MARGIN.right}" y1="${y(it)}" y2="${y(it)}"/>` +
        `<text x="${MARGIN.left - 6}" y="${y(it) + 4}" text-anchor="end">${escaped(format(it))}</text>`,
    );
    const step = Math.ceil(labels.length / most);
    const columns = labels.map((label, place) => {
      const left = x(place) ?? 0;
      const middle = left + x.bandwidth() / 2;
      let base = 0;
      const parts = series.map(({ colour, label: name, values }) => {
        const value = values[place] ?? 0;
        const [from, to] = [y(base), y((base += value))];
        if (value === 0) return '';
        const words = `${escaped(label)}: ${escaped(format(value))} ${escaped(name)}`;
        return `<rect class="${colour}" x="${left.toFixed(1)}" y="${to.toFixed(1)}" width="${x.bandwidth().toFixed(1)}" height="${(from - to).toFixed(1)}"><title>${words}</title></rect>`;
      });
      const total = totals[place] ?? 0;
      const value = named
        ? `<text class="value" x="${middle}" y="${y(total) - 5}" text-anchor="middle">${escaped(format(total))}</text>`
        : '';
      const below = place % step === 0 ? labelled(label, middle, width, height) : '';
      return parts.join('') + value + below;
    });
    return `<svg class="${className}" role="img" viewBox="0 0 ${width} ${height}" aria-label="${escaped(title)}">${grid.join('')}${columns.join('')}</svg>`;
  }
  return `<figure>${picture(WIDE)}${picture(NARROW)}</figure>`;
}

/** Below a bar; the last one must not leave the picture. */
function labelled(label: string, middle: number, width: number, height: number): string {
  const isLast = middle > width - 24;
  const [x, anchor] = isLast ? [width, 'end'] : [middle, 'middle'];
  return `<text x="${x.toFixed(1)}" y="${height - 8}" text-anchor="${anchor}">${escaped(label)}</text>`;
}

export const keyOf = (series: readonly Series[]): string =>
  `<ul class="key">${series
    .map(
      ({ colour, label }) =>
        `<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${colour}" width="10" height="10"/></svg>${escaped(label)}</li>`,
    )
    .join('')}</ul>`;
