// What this browser handed in, kept beside the key: a reload asks nobody to review again what is reviewed.
import { keyed } from './keyed';
import { noOwnPapers, type OwnPapers } from './tasks';

const store = keyed<OwnPapers>('papers');

// A key that had to go leaves papers behind that are void: another one begins anew.
const placeOf = (room: string, number: string): string => `${room}/${number}`;

export const keptPapers = async (room: string, number: string): Promise<OwnPapers> =>
  (await store.read(placeOf(room, number))) ?? noOwnPapers;

export const keepPapers = (room: string, number: string, own: OwnPapers): Promise<void> =>
  store.write(placeOf(room, number), own);
