// What the full archive of a draw holds beside the streams that are disclosed: names, the salt of hashes, the paper
// (docs/spec/draw.md, "Archive"). The platform shows it to the supervisor alone.
import { readJson } from '../../exact';
import { Fields } from '../../fields';
import type { Bytes } from '../../seal/bytes';
import type { ShownName } from './transcript';

export interface NamedPerson {
  /** Number of the seat. */
  seat: number;
  name: string;
  id: string;
  signature: Bytes;
}

export interface Full {
  /** Names of those whom we drew, as the gate opened them. */
  shown: ShownName[];
  /** Names of those whom hashes name, as the gate signed them. */
  named: NamedPerson[];
  /** Of the hashes; null where nobody told it. */
  salt: Bytes | null;
  /** The signed paper of an external draw; null where the archive holds none. */
  paper: Bytes | null;
}

/** The stream of names, and the paper beside it. */
export function fullOf(seated: readonly string[], paper: Bytes | null): Full {
  const full: Full = { shown: [], named: [], salt: null, paper };
  for (const text of seated) {
    const e = new Fields(readJson(text));
    const type = e.text('type');
    if (type === 'PersonSaltTold') full.salt = e.bytes('salt');
    else if (type === 'PersonNamed')
      full.named.push({
        seat: e.whole('number'),
        name: e.text('name'),
        id: e.text('id'),
        signature: e.bytes('signature'),
      });
    else if (type === 'SeatUnsealed')
      full.shown.push({
        position: e.whole('position'),
        number: e.text('number'),
        name: e.text('name'),
        id: e.text('id'),
        salt: e.bytes('salt'),
        rest: e.bytes('rest'),
      });
  }
  return full;
}
