import { type Keys, type Shape, terms } from './shape';

// What somebody is writing: the tree of the file with the texts of fields at its ends. An empty text is an absent key.

export type Value = string | boolean | Value[] | { [key: string]: Value };
export type Group = { [key: string]: Value };
export type Draft = Group;
/** The way to a value: `['criteria', 2, 'id']`. */
export type Way = readonly (string | number)[];

/** An empty value of a shape. */
export function emptyOf(shape: Shape): Value {
  switch (shape.is) {
    case 'whole':
    case 'fraction':
    case 'text':
      return '';
    case 'word':
      return shape.usual ?? '';
    case 'truth':
      return false;
    case 'list':
      return [];
    case 'object':
      return emptyGroup(shape.keys);
    case 'choice':
      return {
        form: shape.usual,
        ...Object.fromEntries(
          Object.entries(shape.forms).flatMap(([form, of]) => (of ? [[form, emptyOf(of)] as const] : [])),
        ),
      };
  }
}

export const emptyGroup = (keys: Keys): Group =>
  Object.fromEntries(Object.entries(keys).map(([key, shape]) => [key, emptyOf(shape)]));

export const emptyDraft = (): Draft => emptyGroup(terms);

/** Whether a value that was kept somewhere is one of this shape. */
export function fits(shape: Shape, value: unknown): value is Value {
  switch (shape.is) {
    case 'whole':
    case 'fraction':
    case 'text':
    case 'word':
      return typeof value === 'string';
    case 'truth':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value) && value.every(each => fits(shape.of, each));
    case 'object':
      return fitsGroup(shape.keys, value);
    case 'choice':
      return (
        isGroup(value) &&
        typeof value['form'] === 'string' &&
        Object.hasOwn(shape.forms, value['form']) &&
        Object.entries(shape.forms).every(([form, of]) => !of || fits(of, value[form]))
      );
  }
}

const fitsGroup = (keys: Keys, value: unknown): value is Group =>
  isGroup(value) &&
  Object.keys(value).length === Object.keys(keys).length &&
  Object.entries(keys).every(([key, shape]) => fits(shape, value[key]));

export const isDraft = (value: unknown): value is Draft => fitsGroup(terms, value);

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether nothing was written there: an empty value says nothing in the file. */
export function isEmpty(value: Value): boolean {
  if (typeof value === 'string') return value === '';
  if (typeof value === 'boolean') return !value;
  return (Array.isArray(value) ? value : Object.values(value)).every(isEmpty);
}

export function at(value: Value, way: Way): Value {
  return way.reduce<Value>((inner, key) => (inner as Group)[key as string]!, value);
}

/** The same with one value changed; all else is shared. */
export function put<T extends Value>(value: T, way: Way, to: Value): T {
  const [key, ...rest] = way;
  if (key === undefined) return to as T;
  const inner = put((value as Group)[key as string]!, rest, to);
  if (Array.isArray(value)) return value.map((each, i) => (i === key ? inner : each)) as Value as T;
  return { ...(value as Group), [key]: inner } as T;
}

export const textAt = (draft: Value, ...way: (string | number)[]): string => at(draft, way) as string;
export const listAt = (draft: Value, ...way: (string | number)[]): Group[] => at(draft, way) as Group[];

/** The path of the file, as faults name it. A choice's forms are no keys of the file. */
export function pathOf(way: Way): string {
  return way.reduce<string>((path, key) => path + (typeof key === 'number' ? `[${key}]` : `.${key}`), '$');
}
