// The hash that a draft of the report names (docs/spec/room.md, "Report"): of everything that the report says, as the
// streams hold it. Whoever signs counts it again from what came on the own lines.
import { fromHex, textBytes, Writer } from '../seal/bytes';
import { hash } from '../statements';
import type { Count } from './state';
import { treeRoot } from './wire';

/** The events of the three streams as they came. */
export interface RoomTexts {
  room: readonly string[];
  supervised: readonly string[];
  sheets: readonly string[];
}

// A draft cannot hold itself; a second one of the same facts has the same hash.
const tellsOfReport =
  /^\{"type":"(?:ReportDrafted|ReportCommitted|ReportJudged|ReportSealed|SilenceDeemed|EvaluationConcluded)"/;

/** The hash of what these streams say, 64 digits. */
export function reportHash(room: string, count: Count, texts: RoomTexts): string {
  const root = (stream: readonly string[]) =>
    treeRoot(stream.filter(text => !tellsOfReport.test(text)).map(text => textBytes(text)));
  const data = new Writer()
    .fixed(fromHex(room))
    .u32(count.revision)
    .fixed(fromHex(count.tenderHash))
    .fixed(fromHex(count.resultHash))
    .fixed(root(texts.room))
    .fixed(root(texts.supervised))
    .fixed(root(texts.sheets))
    .done();
  return hash('room report', data);
}

/** The streams as they stood when the last draft was made; null where there is none. */
export function untilDraft(texts: RoomTexts): RoomTexts | null {
  const before = (stream: readonly string[], type: string) => {
    const at = stream.findLastIndex(text => text.startsWith(`{"type":"${type}"`));
    return at < 0 ? null : stream.slice(0, at);
  };
  const [room, supervised] = [before(texts.room, 'ReportCommitted'), before(texts.supervised, 'ReportDrafted')];
  // Nobody hands in a paper behind a draft.
  return room && supervised && { room, supervised, sheets: texts.sheets };
}
