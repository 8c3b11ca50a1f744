import { download } from '../person/sizes';
import { printKit, type Kit } from '../seal/kit';
import type { SealedBid } from '../seal/store';

/** The kit with what the platform answered since it was saved. */
export const withAnswers = (kit: Kit, bid: SealedBid): Kit => ({
  ...kit,
  acknowledgement: bid.acknowledgement,
  receipt: bid.receipt,
});

/** One file per revision: an older kit is never overwritten. */
export const kitName = (kit: Kit): string => `${kit.lot}-${kit.submission.slice(0, 8)}-${kit.revision}.kit`;

export const saveKit = (kit: Kit): void => download(kitName(kit), printKit(kit));
