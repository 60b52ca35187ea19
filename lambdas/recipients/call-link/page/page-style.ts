import { createHash } from 'node:crypto';
import type { CallPage } from '../../../settings/sites/call-page.ts';
import { type Color, contrast, readableOn } from './color-contrast.ts';

/** The colours of a page in one light. */
interface Palette {
  readonly ground: Color;
  readonly ink: Color;
  readonly soft: Color;
  readonly accent: Color;
}

const light: Palette = { ground: '#ffffff', ink: '#172033', soft: '#566179', accent: '#1d4ed8' };
const dark: Palette = { ground: '#10141d', ink: '#e8ecf5', soft: '#a1abc0', accent: '#8ab0ff' };

/** What is not text can be seen from this contrast on (WCAG 2.2, 1.4.11). */
const visibleContrast = 3;

const rules = `*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
main{max-width:30rem;margin:auto;padding:24px 20px;text-align:center}
h1{margin:0 0 16px;font-size:20px;line-height:1.3}h2{margin:24px 0 8px;font-size:16px}p{margin:0 0 16px}
.call{display:block;margin:0 0 16px;padding:18px 16px;border:2px solid var(--edge);border-radius:14px;background:var(--accent);color:var(--on);font-size:22px;font-weight:600;line-height:1.3;text-decoration:none}
.call span{display:block;font-size:18px;font-weight:400}.call:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
.number{font-size:34px;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}
.number a{color:inherit;text-decoration-thickness:1px;text-underline-offset:6px}
.state{font-weight:600}figure{margin:0 auto;max-width:15rem}figure svg{display:block;width:100%;height:auto;border-radius:8px}
figcaption,small{color:var(--soft);font-size:15px}table{margin:auto;border-spacing:16px 2px;text-align:start}th{font-weight:400;text-align:start}
@media(prefers-reduced-motion:no-preference){.call:active{transform:scale(.98)}}`;

/**
 * The style of a page in the colours of its site. With a background of its own it is the same by day and by night. Text on the site's
 * colours is black or white, whatever they are.
 */
export function pageStyle({ accent, background }: NonNullable<CallPage['colors']> = {}): string {
  const own = (palette: Palette): Palette => ({ ...palette, ...(accent !== undefined && { accent }) });
  if (background !== undefined) {
    const ink = readableOn(background);
    return `:root{color-scheme:${ink === '#000000' ? 'light' : 'dark'};${variables(own({ ...light, ground: background, ink, soft: ink }))}}\n${rules}`;
  }
  const byNight = `@media(prefers-color-scheme:dark){:root{${variables(own(dark))}}}`;
  return `:root{color-scheme:light dark;${variables(own(light))}}\n${byNight}\n${rules}`;
}

function variables({ ground, ink, soft, accent }: Palette): string {
  const edge = contrast(accent, ground) < visibleContrast ? ink : accent;
  const all = { ground, ink, soft, accent, on: readableOn(accent), edge };
  return Object.entries(all)
    .map(([name, color]) => `--${name}:${color}`)
    .join(';');
}

/** The page loads its own script and nothing else, calls where it came from only, and can be put into no other page's frame. */
export function pagePolicy(style: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
