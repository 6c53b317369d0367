import { stringify } from 'csv-stringify/sync';

/** A row of a table by its columns. */
export type Row = Record<string, string | number | boolean | null | undefined>;

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled). Values that a spreadsheet would take for a formula get an apostrophe
 * in front (OWASP, CSV injection).
 */
export function csvOf(header: readonly string[], rows: Row[]): string {
  return stringify(rows, {
    header: true,
    columns: [...header],
    record_delimiter: 'windows',
    escape_formulas: true,
    // A line feed alone must be quoted, too, although lines end with CRLF.
    quoted_match: /[\r\n]/,
    cast: { boolean: value => String(value) },
  });
}
