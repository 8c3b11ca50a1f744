import { addWords } from '../i18n';
import en from '../words/enRoomSides';
import personEn from '../words/person.en';
import personZh from '../words/person.zh';
import zh from '../words/zhRoomSides';

/** Words of the pages around a room: list, public page, host, supervisor and bidder. */
export function addSideWords(): void {
  addWords('person', { zh: personZh, en: personEn });
  addWords('roomSides', { zh, en });
}
