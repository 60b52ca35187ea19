import * as z from 'zod';

const height = 'must be a whole number of pixels, 16 to 64';

const color = z
  .string()
  .regex(/^[0-9a-fA-F]{6}$/, 'must be six hexadecimal digits, like 172033')
  .transform((digits) => `#${digits.toLowerCase()}`);

/** What a picture of a number may be asked to look like: `?height=32&color=172033`. */
export const pictureQuery = z.object({
  height: z.coerce
    .number(height)
    .int(height)
    .min(16, height)
    .max(64, height)
    .default(24)
    .describe('Of the picture as it is shown, in CSS pixels; it has twice as many, for screens that show them.'),
  color: color.default('#172033'),
  background: z
    .union([z.literal('transparent'), color], { error: 'must be six hexadecimal digits, like ffffff, or transparent' })
    .default('#ffffff'),
});
export type PictureLook = Readonly<z.output<typeof pictureQuery>>;
