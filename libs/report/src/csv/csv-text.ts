/** A column: its name, with the unit in brackets, and its value in a row. */
export interface CsvColumn<Row> {
  readonly name: string;
  readonly value: (row: Row) => string | number;
}

/** A table with header, comma separated; `nan` where there is no number, quotes where the text asks for them. */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map(({ value }) => field(value(row))).join(','));
  return [columns.map(({ name }) => name).join(','), ...lines, ''].join('\n');
}

function field(value: string | number): string {
  if (typeof value === 'number') return Number.isNaN(value) ? 'nan' : String(value);
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
