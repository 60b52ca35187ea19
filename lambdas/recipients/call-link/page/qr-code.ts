import { encode } from 'uqr';

/** Modules of white around the code, without which cameras do not find it. */
const quietZone = 4;

/** The text as a QR code: an SVG, black on white whatever the colours of the page are. `label` says what it is to who does not see it. */
export function qrCode(text: string, label: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone });
  const path = data
    .flatMap((row, y) => runsOf(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`))
    .join('');
  return (
    `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
  );
}

/** Black modules side by side in one row. */
function runsOf(row: readonly boolean[]): { x: number; length: number }[] {
  const runs: { x: number; length: number }[] = [];
  for (const [x, isBlack] of row.entries()) {
    const run = runs.at(-1);
    if (isBlack && run !== undefined && run.x + run.length === x) run.length += 1;
    else if (isBlack) runs.push({ x, length: 1 });
  }
  return runs;
}
