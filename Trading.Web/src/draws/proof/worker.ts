import { foldClosed, nothingClosed } from '../closed';
import { foldDraw } from '../fold';
import { noDraw } from '../state';
import type { Bytes } from '../../seal/bytes';
import type { TrustFile } from '../../seal/trust';
import type { Finding } from './finding';
import { checkDraw, type CheckNumber, type Watch } from './run';
import { fullOf } from './full';

// The checks beside the page, which stays fluent: 2,000 positions and 200,000 rows of a reduction take their time. It
// folds the events itself, as they came.

export interface ProofJob {
  draw: string[];
  /** Null before the disclosure. */
  drawn: string[] | null;
  /** Whether it is a full archive: the platform tells no name, and no public archive does. */
  isFull: boolean;
  seated: string[];
  /** The signed paper of an external draw. */
  paper: Bytes | null;
  rows: [root: string, bytes: Uint8Array | null][];
  trust: TrustFile | null;
}

export type ProofNews =
  | { kind: 'begun'; number: CheckNumber }
  | { kind: 'progress'; number: CheckNumber; done: number; of: number }
  | { kind: 'found'; number: CheckNumber; finding: Finding }
  | { kind: 'done' }
  | { kind: 'broken'; message: string };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ProofJob>) => void) | null;
  postMessage(news: ProofNews): void;
};

scope.onmessage = ({ data }) => {
  run(data).then(
    () => scope.postMessage({ kind: 'done' }),
    (cause: unknown) => scope.postMessage({ kind: 'broken', message: String(cause) }),
  );
};

async function run({ draw, drawn, isFull, seated, paper, rows, trust }: ProofJob): Promise<void> {
  const numbered = (events: string[]) => events.map((e, h) => ({ h, e }));
  const state = foldDraw(noDraw, numbered(draw));
  const closed = drawn && foldClosed(state, nothingClosed, numbered(drawn));
  const watch: Watch = {
    begin: number => {
      scope.postMessage({ kind: 'begun', number });
      return (done, of) => scope.postMessage({ kind: 'progress', number, done, of });
    },
    end: (number, finding) => scope.postMessage({ kind: 'found', number, finding }),
  };
  await checkDraw(state, closed, new Map(rows), trust, watch, isFull ? fullOf(seated, paper) : null);
}
