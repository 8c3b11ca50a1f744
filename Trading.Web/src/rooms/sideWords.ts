import { addWords } from '../i18n';
import en from '../words/roomSides.en';
import personEn from '../words/person.en';
import personZh from '../words/person.zh';
import zh from '../words/roomSides.zh';
import { addRoomWords } from './roomWords';

/** Words of the pages around a room: list, public page, host, supervisor and bidder. */
export function addSideWords(): void {
  addWords('person', { zh: personZh, en: personEn });
  addRoomWords();
  addWords('roomSides', { zh, en });
}
