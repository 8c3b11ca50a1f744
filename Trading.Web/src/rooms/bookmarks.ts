// What a supervisor notes for itself while it watches: in this browser alone, never sent.

export interface Bookmark {
  /** UTC microseconds, by the server's clock where it is measured. */
  at: number;
  stage: string;
  note: string;
}

export const mostBookmarks = 200;
export const mostNoteLetters = 300;
const place = (room: string) => `trading.room-bookmarks.${room}`;

export function keptBookmarks(room: string): Bookmark[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(room)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isBookmark).slice(-mostBookmarks) : [];
  } catch {
    return [];
  }
}

/** False where this browser keeps nothing. */
export function keepBookmarks(room: string, marks: readonly Bookmark[]): boolean {
  try {
    localStorage.setItem(place(room), JSON.stringify(marks.slice(-mostBookmarks)));
    return true;
  } catch {
    return false;
  }
}

const isBookmark = (value: unknown): value is Bookmark => {
  const mark = value as Partial<Bookmark> | null;
  return typeof mark?.at === 'number' && typeof mark.stage === 'string' && typeof mark.note === 'string';
};
