/** A position of a draw as it is told everywhere: four digits, the first of the twelve that an expert is told. */
export const positionOf = (position: number): string => String(position).padStart(4, '0');
