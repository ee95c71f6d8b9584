/** Rates as people and programs write them: `0.0707`, `$0.0707`, `0,0707`, `2,280.00`, `n/a`. */

/** The decimal sign of a whole file, by all of its amounts: one cell alone does not tell `2,280` from `2.28`. */
export type DecimalSign = '.' | ',';

const NONE = /^(n\/?a|-+|–|—)?$/i;
const AMOUNT = /^[^\d\s.,-]{0,4}\s?(\d[\d.,]*)\s?[^\d\s.,-]{0,4}$/;

const digitsOf = (cell: string): string | undefined => AMOUNT.exec(cell)?.[1];

/** @returns undefined if it cannot be told: each comma may be either */
export function decimalSignOf(cells: readonly string[]): DecimalSign | undefined {
  const amounts = cells.flatMap((it) => digitsOf(it) ?? []);
  const isDecimal = (sign: DecimalSign): boolean =>
    amounts.some((it) => {
      const places = it.split(sign);
      return places.length === 2 && (places[1]?.length !== 3 || places[0] === '0');
    });
  if (isDecimal('.')) return '.';
  if (isDecimal(',')) return ',';
  return amounts.some((it) => /[.,]/.test(it)) ? undefined : '.';
}

/** @returns the amount, `none` for `n/a` and the like, or undefined for what is no amount */
export function amountIn(cell: string, sign: DecimalSign): number | 'none' | undefined {
  if (NONE.test(cell)) return 'none';
  const digits = digitsOf(cell);
  if (digits === undefined) return undefined;
  const grouping = sign === '.' ? ',' : '.';
  const [whole = '', part, ...more] = digits.split(sign);
  if (more.length > 0 || part?.includes(grouping)) return undefined;
  const groups = whole.split(grouping);
  if (groups.length > 1 && groups.slice(1).some((it) => it.length !== 3)) return undefined;
  return Number(`${groups.join('')}.${part ?? '0'}`);
}
