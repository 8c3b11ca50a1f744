// In which version a session's record is printed, and where the session says it is to be found (docs/spec/record.md,
// "Versions"): what a conclusion may say.
const mostAddressLetters = 200;

/** A known version, with no address or a plain one of the web; version 1 has none. */
export function isRecordVersion(version: number, address: string): boolean {
  if (version !== 1 && version !== 2) return false;
  return address === '' || (version === 2 && isAddress(address));
}

const isAddress = (address: string): boolean =>
  address.length <= mostAddressLetters &&
  /^https?:\/\//.test(address) &&
  /^[!-~]*$/.test(address) &&
  !/[#"<>\\]/.test(address);
