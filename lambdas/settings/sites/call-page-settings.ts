import * as z from 'zod';
import { label } from '../label.ts';
import { hourSpan } from '../opening-hours/hour-span.ts';
import { siteLanguage } from './site-language.ts';

const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour like #1a56db');

/** `callPage` of a site: what the page of a call link looks like and says, where the site does not say so already. */
export const callPageSettings = z.strictObject({
  /** Who is called, as people read it; else the name of the site. */
  name: label(60).optional(),
  /** BCP 47; else the language of the site. */
  language: siteLanguage.optional(),
  /** Text on them is black or white, whichever can be read better. Without `background` the page is light or dark as the reader has it. */
  colors: z.strictObject({ accent: color.optional(), background: color.optional() }).optional(),
  /** When somebody answers, in the time zone of the site and with its holidays; else the hours of its routes that ask for hours alone. */
  hours: z.array(hourSpan).min(1).max(30).optional(),
});
