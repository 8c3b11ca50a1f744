import { download } from '../person/sizes';
import { printKit, type Kit } from '../seal/kit';
import type { SealedBid } from '../seal/store';
import type { Bidding } from './bidding';

/** The kit with what the platform answered since it was saved. */
export const withAnswers = (kit: Kit, bid: SealedBid): Kit => ({
  ...kit,
  acknowledgement: bid.acknowledgement,
  receipt: bid.receipt,
});

/** What a kit's file is named by, beside what stands in it; empty where it is not known. */
export interface Naming {
  tenderCode: string;
  bidderName: string;
}

export function namingOf({ lot, way, doing, bids }: Bidding): Naming {
  const made = doing.at === 'kit' || doing.at === 'keeping' ? doing.bid : way?.entry;
  return { tenderCode: lot?.tenderCode ?? '', bidderName: made?.bidderName || (made ? bidderOf(made, bids) : '') };
}

/** The bidder's name of a submission, as far as this browser knows it; empty else. */
export const bidderOf = ({ submission }: Pick<SealedBid, 'submission'>, bids: readonly SealedBid[]): string =>
  bids.find(bid => bid.submission === submission && bid.bidderName !== '')?.bidderName ?? '';

/**
 * A file per revision, so that no older kit is overwritten, and another one with the platform's answers. A bidder who
 * is not known is named by the submission.
 */
export function kitName(kit: Kit, { tenderCode, bidderName }: Naming): string {
  const who = safe(bidderName) || kit.submission.slice(0, 8);
  const parts = ['投标凭证', safe(tenderCode), kit.lot, who, `v${kit.revision}`].filter(part => part !== '');
  return `${parts.join('-')}${kit.receipt ? '-含回执' : ''}.kit`;
}

export const saveKit = (kit: Kit, naming: Naming): void => download(kitName(kit, naming), printKit(kit));

const mostLetters = 24; // three parts of it stay within the 255 bytes that file systems take

// Letters, digits and a few signs of any script; whatever a file system, a shell or a reader's eye could take for
// something else is one underscore.
const safe = (text: string): string =>
  [...text.normalize('NFC').replace(/[^\p{L}\p{N}（）()·.-]+|\.{2,}/gu, '_')]
    .slice(0, mostLetters)
    .join('')
    .replace(/^[_.-]+|[_.-]+$/g, '');
