/** Colours, on a terminal that has them and wants them. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  red(text: string): string;
  cyan(text: string): string;
}

export function createPaint(coloured: boolean): Paint {
  const with_ =
    (on: number, off: number) =>
    (text: string): string =>
      coloured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return { bold: with_(1, 22), dim: with_(2, 22), green: with_(32, 39), red: with_(31, 39), cyan: with_(36, 39) };
}
