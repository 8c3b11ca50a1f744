import { Trouble } from '../person/explain';
import { refuseOther } from '../person/fileKind';
import { textOf } from '../person/textFile';
import { equal, textBytes, type Bytes } from '../seal/bytes';
import { printKit, readKit, type Kit } from '../seal/kit';

// The saved kit, chosen back before anything is sent: nobody else has it, and a download that failed would be found out
// when the bid has to be withdrawn.

const mostBytes = 4 << 20;

/** Whether a file is the kit, byte for byte. */
export const isKitFile = (file: Bytes, kit: Kit): boolean => equal(file, textBytes(printKit(kit)));

/** The bytes of the chosen file; a trouble that names what it is instead of the kit. */
export async function kitChosenBack(file: File, kit: Kit): Promise<Bytes> {
  await refuseOther(file, 'kit');
  const trouble = (what: string, more: Record<string, string | number> = {}) =>
    new Trouble(`bid.kit.wrong.${what}`, { name: file.name, ...more }, 'spec:envelope', 'choose-the-kit');
  if (file.size > mostBytes) throw trouble('none');
  const bytes: Bytes = new Uint8Array(await file.arrayBuffer());
  if (isKitFile(bytes, kit)) return bytes;
  const other = readKit(await textOf(file));
  if (!other) throw trouble('none');
  if (other.session !== kit.session || other.lot !== kit.lot) throw trouble('otherLot');
  if (other.submission !== kit.submission) throw trouble('otherBid');
  if (other.revision !== kit.revision)
    throw trouble('otherRevision', { revision: other.revision, wanted: kit.revision });
  throw trouble('changed');
}
