/**
 * How a new fact changes a row that is there. The result is the same in whatever order facts come, and however often:
 * a first time stays the first, a last one the last, and nothing that is known is forgotten.
 */
import { type RawBuilder, sql } from 'kysely';

type Merge = (column: string) => RawBuilder<unknown>;

/** New values for columns, as an upsert sets them. */
export type Changes = Record<string, RawBuilder<never>>;

const changes = (columns: readonly string[], merge: Merge): Changes =>
  Object.fromEntries(columns.map((column) => [column, merge(column) as RawBuilder<never>]));

const later = (old: RawBuilder<unknown>, next: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${old} >= ${next} then ${old} else coalesce(${next}, ${old}) end`;

/** The values of the row that is there, and of the new one. */
const valuesIn = (table: string) => ({
  old: (column: string) => sql.ref(`${table}.${column}`),
  next: (column: string) => sql.ref(`excluded.${column}`),
});

/** The smaller of two that are known, or the one that is. */
export function least(table: string, columns: readonly string[]): Changes {
  const { old, next } = valuesIn(table);
  return changes(
    columns,
    (it) => sql`case when ${old(it)} <= ${next(it)} then ${old(it)} else coalesce(${next(it)}, ${old(it)}) end`,
  );
}

/** The greater of two that are known. Of texts that differ it does not matter which stays, as long as it is always the same. */
export function greatest(table: string, columns: readonly string[]): Changes {
  const { old, next } = valuesIn(table);
  return changes(columns, (it) => later(old(it), next(it)));
}

/** Columns that come together: those of the row whose `by` is greater. */
export function together(table: string, by: string, columns: readonly string[]): Changes {
  const { old, next } = valuesIn(table);
  return changes(
    columns,
    (it) => sql`case
      when ${next(by)} is null then ${old(it)}
      when ${old(by)} is null or ${next(by)} > ${old(by)} then ${next(it)}
      when ${next(by)} = ${old(by)} then ${later(old(it), next(it))}
      else ${old(it)} end`,
  );
}
