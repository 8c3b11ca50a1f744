// Words and figures that several pages around a room share.
import { decimal, percent } from '../format';

/** A figure as it was read out: yuan of fen, or per cent of millionths, as the lot's prices are. */
export const figureOf = (figure: bigint, isAmount: boolean): string => (isAmount ? decimal(figure) : percent(figure));

/** Whole minutes and seconds that are left, never below zero; `until` and `now` in UTC microseconds. */
export function leftOf(until: number, now: number): { minutes: number; seconds: number; isOver: boolean } {
  const left = Math.max(0, Math.ceil((until - now) / 1e6));
  return { minutes: Math.floor(left / 60), seconds: left % 60, isOver: left === 0 };
}
