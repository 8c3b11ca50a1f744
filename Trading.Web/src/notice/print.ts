import { hex } from '../seal/bytes';

/** The fingerprint of a trust file: the SHA-256 of its bytes in hexadecimal, as `sha256sum` prints it. */
export async function printOf(bytes: Uint8Array): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
}

/** Sixteen groups of four digits: short enough to be read aloud one after another. */
export const groupsOf = (print: string): string[] => print.match(/.{4}/g) ?? [];
