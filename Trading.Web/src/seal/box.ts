import { join, type Bytes } from './bytes';
import { drawEphemeral, encapsulate, exported } from './keys';
import { tagged, type Tag } from './suite';

// A message for the holder of one key (docs/spec/draw.md, "Sealed boxes"): encapsulated point ‖ ciphertext ‖ tag. Key
// and nonce come out of the encapsulation, and each box has an ephemeral key of its own.

export const boxOverhead = 65 + 16;

/** `tag` and `info` say what it is for: under others it does not open. Vectors bring their own ephemeral key. */
export async function sealBox(
  recipient: Bytes,
  tag: Tag,
  info: Bytes,
  plain: Bytes,
  ephemeral?: CryptoKeyPair,
): Promise<Bytes> {
  const { enc, shared } = await encapsulate(recipient, ephemeral ?? (await drawEphemeral()));
  const material = await exported(tagged(tag, info), shared, tagged(tag), 44);
  const key = await crypto.subtle.importKey('raw', material.slice(0, 32), 'AES-GCM', false, ['encrypt']);
  const iv = material.slice(32);
  return join(enc, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)));
}
