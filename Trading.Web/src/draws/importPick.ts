import { Trouble } from '../person/explain';
import { textOf } from '../person/textFile';
import type { TrustFile } from '../seal/trust';
import { importFileBytes, readImportFile, type Import } from './importing';

/** A chosen import file; the trouble says why it is none. */
export async function takeImport(file: File, trust: TrustFile): Promise<Import> {
  if (file.size > importFileBytes)
    throw new Trouble('drawImport.trouble.notImport', {}, 'spec:draw', 'drawImport.next.file');
  return readImportFile(await textOf(file), trust);
}
