import { addWords } from '../i18n';
import en from '../words/rooms.en';
import zh from '../words/rooms.zh';

/** Words of the pages of rooms; each of these pages is a chunk that brings them. */
export const addRoomWords = (): void => addWords('rooms', { zh, en });
