import { equal, join, type Bytes } from './bytes';
import { hash, hashBytes, sha256 } from './suite';

// RFC 6962 trees (docs/spec/streams.md, "Trees"): leaf H(00 ‖ data), node H(01 ‖ left ‖ right).

export const leafHash = (data: Uint8Array): Promise<Bytes> => sha256(join(Uint8Array.of(0), data));
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> =>
  sha256(join(Uint8Array.of(1), left, right));

/** The root over leaf hashes, at least one; part roots fold in the same way. */
export async function rootOf(leaves: readonly Bytes[]): Promise<Bytes> {
  let level = [...leaves];
  while (level.length > 1) {
    const pairs: Promise<Bytes>[] = [];
    for (let i = 0; i < level.length; i += 2)
      pairs.push(i + 1 < level.length ? nodeHash(level[i]!, level[i + 1]!) : Promise.resolve(level[i]!));
    level = await Promise.all(pairs);
  }
  return level[0] ?? sha256(new Uint8Array(0));
}

/** Whether a leaf stands at an index of the tree of that size and root (RFC 9162, section 2.1.3.2). */
export async function isIncluded(
  index: bigint,
  size: bigint,
  leaf: Bytes,
  proof: readonly Bytes[],
  root: Bytes,
): Promise<boolean> {
  if (index < 0n || index >= size || proof.some(sibling => sibling.length !== hashBytes)) return false;
  let [node, last, found] = [index, size - 1n, leaf];
  for (const sibling of proof) {
    if (last === 0n) return false;
    if ((node & 1n) === 1n || node === last) {
      found = await nodeHash(sibling, found);
      while ((node & 1n) === 0n && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else found = await nodeHash(found, sibling);
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && equal(found, root);
}

/**
 * How ticks hold entries (docs/spec/policy.md, "Versions"): dense ticks have 256 slots, the drain 65,536; sparse ones
 * have 65,536, all of them.
 */
export type SlotForm = 'dense' | 'sparse';
export const slotForm = (policyVersion: number): SlotForm => (policyVersion === 1 ? 'dense' : 'sparse');
export const allowsSlot = (form: SlotForm, path: SlotPath): boolean => form === 'dense' || path.slots === 65_536;

export interface SlotPath {
  slots: number;
  slot: number;
  salt: Bytes;
  path: Bytes[];
}

/** The tick's root as the entry and its path give it (docs/spec/streams.md, "Slot tree" and "Sparse slot tree"). */
export async function slotRoot(path: SlotPath, entry: Bytes): Promise<Bytes> {
  let found = await leafHash(await hash('slot', path.salt, entry));
  for (let level = 0; level < path.path.length; level++) {
    const sibling = path.path[level]!;
    found = (path.slot >>> level) & 1 ? await nodeHash(sibling, found) : await nodeHash(found, sibling);
  }
  return found;
}
