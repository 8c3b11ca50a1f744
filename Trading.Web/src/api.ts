import { wishOf, type Wish } from './asked';
import { readJson, type Json } from './exact';
import { tellReached } from './reached';

/**
 * A refusal or a failure as the server words it (RFC 9457): a stable reason, the rule behind it, the next lawful step;
 * and what was wanted.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly rule: string,
    readonly nextStep: string,
    readonly detail: string,
    readonly wish: Wish = 'look',
    /** Whatever else the answer says. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || reason);
    this.name = 'Problem';
  }
}

/** The server could not be reached: there is no answer to judge. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the server cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}

export interface Call {
  method?: string;
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** One call to our own server. Whoever is signed in (`setTicket`) says so with every call. */
export async function call(path: string, options: Call = {}): Promise<Response> {
  const headers = { ...(ticket ? { Authorization: `Bearer ${ticket}` } : {}), ...options.headers };
  let answer: Response;
  try {
    answer = await fetch(path, {
      ...options,
      headers,
      signal: options.signal ?? null,
      credentials: 'same-origin',
      redirect: 'error',
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    tellReached(false);
    throw new Unreachable(cause);
  }
  tellReached(!isOfAGateway(answer));
  if (!answer.ok) throw await problemOf(answer, wishOf(options.method ?? 'GET', path));
  return answer;
}

// A proxy in front of a server that is away answers in its place, and not with a problem of ours.
const isOfAGateway = (answer: Response): boolean =>
  [502, 503, 504].includes(answer.status) && !answer.headers.get('Content-Type')?.includes('problem+json');

export async function getJson<T = Json>(path: string, signal?: AbortSignal): Promise<T> {
  return readJson(await getText(path, signal)) as T;
}

export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  return textOf(await call(path, { signal }), signal);
}

export async function postJson<T = Json>(path: string, body: unknown, options: Call = {}): Promise<T> {
  const headers = { 'Content-Type': 'application/json', ...options.headers };
  const text = await textOf(
    await call(path, { ...options, method: 'POST', headers, body: JSON.stringify(body) }),
    options.signal,
  );
  return (text === '' ? null : readJson(text)) as T;
}

/**
 * A POST without a body. `signal` may also end a wait that has lasted too long: then nobody answered; `left` ends it
 * because the page is left.
 */
export async function postNothing<T>(path: string, signal: AbortSignal, left: AbortSignal): Promise<T> {
  try {
    return readJson(await textOf(await call(path, { method: 'POST', signal }), signal)) as T;
  } catch (cause) {
    if (left.aborted || !signal.aborted) throw cause;
    throw new Unreachable(cause);
  }
}

type BytesCall = (path: string, body: Blob, signal: AbortSignal, report: (sentBytes: number) => void) => Promise<void>;

/**
 * A PUT or a POST of bytes; `report` tells how many of them have gone out. Of all calls XMLHttpRequest alone knows that
 * while it sends.
 */
export const putBytes: BytesCall = (...sent) => sendBytes('PUT', ...sent);
export const postBytes: BytesCall = (...sent) => sendBytes('POST', ...sent);

async function sendBytes(
  method: 'PUT' | 'POST',
  ...[path, body, signal, report]: Parameters<BytesCall>
): Promise<void> {
  signal.throwIfAborted();
  const answer = await new Promise<Response>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open(method, path);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (ticket) request.setRequestHeader('Authorization', `Bearer ${ticket}`);
    request.upload.onprogress = event => report(event.loaded);
    request.onload = () => resolve(new Response(request.responseText || null, { status: request.status }));
    request.onerror = () => reject(new Unreachable(null));
    request.onabort = () => reject(signal.reason as Error);
    request.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    request.send(body);
  });
  if (!answer.ok) throw await problemOf(answer, wishOf(method, path));
}

/** The body of an answer; a line that breaks behind the answer's head has brought no answer. */
async function textOf(answer: Response, signal?: AbortSignal): Promise<string> {
  try {
    return await answer.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Unreachable(cause);
  }
}

/** The platform's clock, UTC microseconds. */
export const platformTime = async (): Promise<number> =>
  Number((await getJson<{ now: number | bigint }>('/api/time')).now);

let ticket: string | null = null;

/** The ticket of the person who signed in, or null. It lives in memory only. */
export function setTicket(value: string | null): void {
  ticket = value;
}

async function problemOf(answer: Response, wish: Wish): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    body = JSON.parse(await answer.text()) as Record<string, unknown>;
  } catch {
    /* a proxy's page, or nothing: the status has to do */
  }
  const word = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : '');
  return new Problem(
    answer.status,
    word('reason') || `Http${answer.status}`,
    word('rule'),
    word('nextStep'),
    word('detail'),
    wish,
    body,
  );
}
