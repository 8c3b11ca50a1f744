/** A size for people: 1.5 MiB. */
export function sizeText(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const [unit, by] =
    bytes < 1_024 ** 2 ? ['KiB', 1_024] : bytes < 1_024 ** 3 ? ['MiB', 1_024 ** 2] : ['GiB', 1_024 ** 3];
  return `${(bytes / (by as number)).toFixed(1)} ${unit}`;
}

/** Hands a text, or bytes, to the browser's downloads. */
export function download(name: string, content: string | Uint8Array<ArrayBuffer>, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
