// What a lot's published scoring terms say, for people. The arithmetic is the server's and the command's.

/** Method and weights of scoring terms; a criterion's weight is in thousandths. */
export interface ScoringShown {
  method: string;
  criteria: { id: string; permille: number }[];
}

const methods = ['lowest-price-benchmark', 'lowest-evaluated-price', 'average-benchmark'];

/** Null for what this page cannot show; the file itself can still be opened. */
export function scoringShown(text: string): ScoringShown | null {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  const { method, criteria } = (file ?? {}) as { method?: unknown; criteria?: unknown };
  if (typeof method !== 'string' || !methods.includes(method) || !Array.isArray(criteria)) return null;
  const shown = criteria.map(each => each as { id?: unknown; weightPermille?: unknown } | null);
  return shown.every(c => typeof c?.id === 'string' && Number.isInteger(c.weightPermille))
    ? { method, criteria: shown.map(c => ({ id: c!.id as string, permille: c!.weightPermille as number })) }
    : null;
}

/** Thousandths as per cent: 305 is 30.5. */
export const perCent = (permille: number): string => String(permille / 10);
