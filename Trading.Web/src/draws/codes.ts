// Codes of persons, regions and specialities (docs/spec/draw.md, "Pool table" and "Request"), as C# reads them.

/** Titles, from 1: what a group of seats asks for at least. */
export const levels = [1, 2, 3] as const;
export type Level = (typeof levels)[number];

const idForm = /^[1-9]\d{16}[\dX]$/;

/** A resident identity number: form, day of birth and check character (GB 11643-1999). */
export const isResidentId = (text: string): boolean =>
  idForm.test(text) && isDay(text.slice(6, 14)) && text[17] === checkOf(text);

// Weights are the powers of 2 modulo 11, the last digit's is 2.
function checkOf(text: string): string {
  let sum = 0;
  for (const digit of text.slice(0, 17)) sum = ((sum + Number(digit)) * 2) % 11;
  return '10X98765432'[sum]!;
}

function isDay(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return year !== '0000' && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}T`);
}

const provinces =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' ');

/** Six digits of a region under a known province (GB/T 2260-2007); no county without its prefecture. */
export const isRegion = (text: string): boolean =>
  /^\d{6}$/.test(text) && provinces.includes(text.slice(0, 2)) && (text.slice(2, 4) !== '00' || text.endsWith('00'));

/** A capital letter and 2, 4, 6 or 8 digits. */
export const isSpeciality = (text: string): boolean => /^[A-Z](?:\d\d){1,4}$/.test(text);
