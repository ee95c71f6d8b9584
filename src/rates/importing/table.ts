/** A file of Meta's as rows of cells: CSV or XLSX by its content, whatever its name says. */

/** Rows of texts, each trimmed; a number as it is written in the file. */
export type Table = string[][];

/** What cannot be read. The message is for people, without the file's name. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
}

const MOST_BYTES = 5_000_000;
/** A ZIP archive, which an XLSX is. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Excel's format before 2007. */
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];

const beginsWith = (bytes: Uint8Array, with_: readonly number[]): boolean => with_.every((it, at) => bytes[at] === it);

/**
 * The tables of a file, one for each sheet. The readers are loaded when they are needed: no other command pays.
 * @throws {UnreadableTable}
 */
export async function readTables(bytes: Uint8Array): Promise<Table[]> {
  if (bytes.length === 0) throw new UnreadableTable('is empty');
  if (bytes.length > MOST_BYTES) throw new UnreadableTable('is larger than 5 MB: it is no rate card');
  if (beginsWith(bytes, OLD_EXCEL)) throw new UnreadableTable('is of Excel before 2007: save it as .xlsx or .csv');
  return beginsWith(bytes, ZIP) ? await readXlsx(bytes) : [await readCsv(textOf(bytes))];
}

/** UTF-8, or UTF-16 with its mark, as Excel saves "Unicode text". */
function textOf(bytes: Uint8Array): string {
  const encoding = beginsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : beginsWith(bytes, [0xfe, 0xff])
      ? 'utf-16be'
      : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\u0000')) throw new UnreadableTable('is neither CSV nor XLSX');
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) throw new UnreadableTable('is a web page: download the file again');
  return text;
}

async function readCsv(text: string): Promise<Table> {
  const { parse } = await import('csv-parse/sync');
  try {
    const options = { delimiter: separatorIn(text), relax_column_count: true, skip_empty_lines: true, bom: true };
    return tidied(parse(text, options));
  } catch (error) {
    throw new UnreadableTable(`is no CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What stands between the cells of the row of heads: a comma, or what a European Excel writes. */
function separatorIn(text: string): string {
  const heads = text.split(/\r?\n/).find((line) => /market/i.test(line) && /marketing/i.test(line)) ?? text;
  const countOf = (sign: string): number => heads.split(sign).length;
  return [',', ';', '\t'].reduce((best, it) => (countOf(it) > countOf(best) ? it : best));
}

async function readXlsx(bytes: Uint8Array): Promise<Table[]> {
  const { default: readSheets } = await import('read-excel-file/node');
  try {
    const sheets = await readSheets(Buffer.from(bytes));
    return sheets.map(({ data }) => tidied(data));
  } catch (error) {
    throw new UnreadableTable(`is a damaged XLSX: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const tidied = (rows: unknown[][]): Table => rows.map((row) => row.map(cellText)).filter((row) => row.some(Boolean));

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell !== 'string' && typeof cell !== 'number') return '';
  // Meta breaks "Authentication-International" into two lines.
  return String(cell)
    .replace(/-\s*[\r\n]+\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
