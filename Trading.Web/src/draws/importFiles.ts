// The files of the command line (`trading import-draw`), read into the form: the draw as JSON, and the persons of the
// paper as a table. What the page cannot take is named; of a cell never what stood in it.
import { Trouble } from '../person/explain';
import { plainCode } from './askTexts';
import { isResidentId, levels, type Level } from './codes';
import type { ImportTexts } from './importTexts';

type Fields = Record<string, unknown>;
const kept = ['session', 'lot', 'rules', 'budget', 'buyerUnit', 'agentUnit', 'place'] as const;
const lists = ['avoidedUnits', 'avoidedPersons'] as const;
/** Of a draw of ours alone (Trading.Cli/Draws/DrawFile.cs). */
const others = ['custody', 'regions', 'reserve', 'drawAt'];
const levelNames = ['Intermediate', 'Associate', 'Senior'];
const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** The form with what the file says; `supervisor` names a file of the machine that wrote it, and is chosen again. */
export function withDrawFile(texts: ImportTexts, text: string): ImportTexts {
  const file = fieldsOf(text);
  const next: ImportTexts = { ...texts };
  const no = (key: string) =>
    new Trouble('drawImport.trouble.key', { key: key.slice(0, 40) }, 'spec:draw', 'drawImport.next.mend');
  for (const [key, value] of Object.entries(file)) {
    if (others.includes(key)) throw new Trouble('drawImport.trouble.own', { key }, 'spec:draw', 'drawImport.next.mend');
    const plain = kept.find(name => name === key);
    const list = lists.find(name => name === key);
    if (plain && isText(value)) next[plain] = value;
    else if (list && isTexts(value)) next[list] = value.join('\n');
    else if (key === 'weighty' && typeof value === 'boolean') next.isWeighty = value;
    else if (key === 'drill' && typeof value === 'boolean') next.drill = value;
    else if (key === 'groups' && Array.isArray(value) && value.every(isGroup)) next.groups = value.map(groupOf);
    else if (key === 'buyerSeats' && Array.isArray(value) && value.every(isSeat))
      next.buyerSeats = value.map(({ unit, id }) => ({ unit, id }));
    else if (key === 'roomAt' && isText(value) && hasZone.test(value) && !Number.isNaN(Date.parse(value)))
      next.roomAt = beijingText(Date.parse(value));
    else if (key !== 'supervisor') throw no(key);
  }
  return next;
}

const hasZone = /(Z|[+-]\d\d:\d\d)$/;

/** As a field of a browser has it: Beijing's clock, to the second. */
export const beijingText = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19);

function fieldsOf(text: string): Fields {
  // Comments are allowed there; a string is matched first, so that none is looked for in it.
  const plain = text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, quoted: string) => quoted ?? '');
  try {
    const read: unknown = JSON.parse(plain);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Fields;
  } catch {
    /* told below */
  }
  throw new Trouble('drawImport.trouble.notJson', {}, 'spec:draw', 'drawImport.next.mend');
}

interface FileGroup {
  specialities: string[];
  least: string;
  seats: number;
}
const isGroup = (value: unknown): value is FileGroup => {
  const group = value as FileGroup | null;
  return isTexts(group?.specialities) && levelNames.includes(group.least) && Number.isInteger(group.seats);
};
const groupOf = ({ specialities, least, seats }: FileGroup) => ({
  specialities: specialities.join(' '),
  least: levels[levelNames.indexOf(least)] as Level,
  seats: String(seats),
});
const isSeat = (value: unknown): value is { unit: string; id: string } => {
  const seat = value as { unit?: unknown; id?: unknown } | null;
  return isText(seat?.unit) && isText(seat.id);
};

const columns: Record<string, 'name' | 'id'> = { 姓名: 'name', name: 'name', 身份证号: 'id', id: 'id' };

/** Identity numbers of a table of persons (docs/spec/draw.md, "Pool table", with two columns), in its order. */
export function personsOf(text: string): string[] {
  const no = (what: string, line: number) =>
    new Trouble(`drawImport.table.${what}`, { line }, 'spec:draw', 'drawImport.next.table');
  const [header, ...rows] = rowsOf(text.replace(/^\ufeff/, ''), line => no('quote', line));
  const names = header?.cells.map(cell => columns[cell]);
  if (names?.length !== 2 || !names.includes('name') || !names.includes('id')) throw no('header', 1);
  const seen = new Set<string>();
  for (const { line, cells } of rows) {
    if (cells.length !== 2) throw no('cells', line);
    if (cells[names.indexOf('name')] === '') throw no('name', line);
    const id = plainCode(cells[names.indexOf('id')]!); // as a line that is typed
    if (!isResidentId(id)) throw no('id', line);
    if (seen.has(id)) throw no('twice', line);
    seen.add(id);
  }
  return [...seen];
}

interface Row {
  line: number;
  cells: string[];
}

/** Rows of RFC 4180; a quotation mark that stands wrong is thrown with its line. */
function rowsOf(text: string, wrong: (line: number) => Error): Row[] {
  const rows: Row[] = [];
  let [line, at] = [1, 0];
  while (at < text.length) {
    const row: Row = { line, cells: [] };
    for (let ends = false; !ends;) {
      const cell = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/.exec(text.slice(at));
      if (!cell) throw wrong(line);
      row.cells.push(cell[1]?.replaceAll('""', '"') ?? cell[2]!);
      at += cell[0].length;
      line += cell[0].split('\n').length - 1;
      ends = cell[3] !== ',';
    }
    rows.push(row);
  }
  return rows;
}
