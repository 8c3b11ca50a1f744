// How often a session's tender number was published: the server's word, from its log (docs/spec/http.md, "Publishing").

export interface OtherSession {
  session: string;
  preparedAt: number;
  state: 'running' | 'failed' | 'concluded' | 'sealed';
}
/** This is the `number`-th of `times`; `earlier` is the one right before, `later` the newest one behind it. */
export interface TenderMark {
  times: number;
  number: number;
  earlier: OtherSession | null;
  later: OtherSession | null;
}

/** Whether anything has to be said: a number that was published once is no news. */
export const isAgain = (mark: TenderMark | null): mark is TenderMark => mark !== null && mark.times > 1;
