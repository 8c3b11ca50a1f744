// JSON whose whole numbers are exact: a number where 2^53 holds it, a bigint beyond. `JSON.parse` would round an amount
// in fen silently, and its reviver sees the source text in the newest browsers only.

export type Json = null | boolean | number | bigint | string | Json[] | { [key: string]: Json };

// A number may lie beyond 2^53 (9,007,199,254,740,992) where it has seventeen digits, or sixteen that begin with a 9.
// Before a number stands nothing, a blank, or one of these signs; inside a text the same signs only cost time.
const mayBeBeyond = /(?:^|[\s:,[])-?(?:9\d{15}|\d{17})/;

/**
 * Times of our century have sixteen digits and are exact as they are: texts in which no number can lie beyond 2^53 take
 * the fast way, which reads the same. Throws SyntaxError for what is not JSON.
 */
export function readJson(text: string): Json {
  return mayBeBeyond.test(text) ? readExactly(text) : (JSON.parse(text) as Json);
}

/** The slow way: every whole number exact, whatever its size. */
export function readExactly(text: string): Json {
  return new Reader(text).whole();
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): Json {
    const value = this.value(0);
    this.space();
    if (this.at !== this.text.length) this.wrong();
    return value;
  }

  private value(depth: number): Json {
    if (depth > 64) this.wrong();
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private object(depth: number): Json {
    const result: { [key: string]: Json } = {};
    this.at++;
    if (this.takes('}')) return result;
    do {
      this.space();
      if (this.text[this.at] !== '"') this.wrong();
      const key = this.string();
      if (!this.takes(':')) this.wrong();
      // Defined, not assigned: a key named __proto__ is a key like any other, as with JSON.parse.
      Object.defineProperty(result, key, {
        value: this.value(depth + 1),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } while (this.takes(','));
    if (!this.takes('}')) this.wrong();
    return result;
  }

  private array(depth: number): Json {
    const result: Json[] = [];
    this.at++;
    if (this.takes(']')) return result;
    do result.push(this.value(depth + 1));
    while (this.takes(','));
    if (!this.takes(']')) this.wrong();
    return result;
  }

  // The end of a string is found here, its escapes are read by JSON.parse.
  private string(): string {
    const start = this.at++;
    for (;;) {
      const quote = this.text.indexOf('"', this.at);
      if (quote < 0) this.wrong();
      let back = quote;
      while (this.text[back - 1] === '\\') back--;
      this.at = quote + 1;
      if ((quote - back) % 2 === 0) return JSON.parse(this.text.slice(start, this.at)) as string;
    }
  }

  private number(): Json {
    const form = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    form.lastIndex = this.at;
    const found = form.exec(this.text)?.[0];
    if (found === undefined) return this.wrong();
    this.at += found.length;
    const value = Number(found);
    return Number.isSafeInteger(value) || /[.eE]/.test(found) ? value : BigInt(found);
  }

  private word(word: string, value: Json): Json {
    if (!this.text.startsWith(word, this.at)) this.wrong();
    this.at += word.length;
    return value;
  }

  private takes(sign: string): boolean {
    this.space();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private space(): void {
    while (this.at < this.text.length && ' \t\n\r'.includes(this.text[this.at]!)) this.at++;
  }

  private wrong(): never {
    throw new SyntaxError(`not JSON at character ${this.at}`);
  }
}
