// The room's hour as a person reads it, Beijing time.
import { day, time } from '../format';

/** What the words `expert.at` are filled with: month and weekday count from 0, as the lists of their names do. */
export function whenOf(micros: bigint): { month: number; day: string; weekday: number; time: string } {
  const ms = Number(micros / 1000n);
  const date = day(ms);
  const [, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return { month: month - 1, day: String(dayOfMonth), weekday, time: time(ms).slice(0, 5) };
}
