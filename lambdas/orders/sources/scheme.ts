import * as z from 'zod';

const headerName = z
  .string()
  .max(100)
  .regex(/^[a-z0-9-]+$/, 'must be the name of a header in lower case');

/** Where in the headers something is: all of the header, or those of its parts that begin so. */
const headerPart = {
  header: headerName,
  /** What stands between the parts of the header. */
  separator: z.string().min(1).max(3).optional(),
  /** With what the parts begin that are meant; the rest of them is the value. */
  prefix: z.string().max(20).optional(),
};

/** What may stand in the signed text: `{body}`, `{time}`, `{method}`, `{url}`, `{header:webhook-id}`. */
const placeholder = /\{(body|time|method|url|header:[a-z0-9-]+)\}/g;

/** How a sender signs what it sends, as data: an HMAC over a text that is made of parts of the request. */
export const signatureScheme = z
  .strictObject({
    signature: z.strictObject(headerPart),
    algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
    encoding: z.enum(['hex', 'base64']),
    /** How the secret's text stands for the key. Of `base64` a `whsec_` in front is left out. */
    key: z.enum(['text', 'base64', 'hex']).default('text'),
    /** The text that is signed, like `{time}.{body}`. */
    signed: z
      .string()
      .max(200)
      .refine((text) => text.split('{body}').length === 2, { message: 'must hold {body} once' })
      .refine((text) => !/[{}]/.test(text.replace(placeholder, '')), {
        message: 'must hold no braces but {body}, {time}, {method}, {url} and {header:<name>}',
      }),
    /** When it was signed. Without it what was sent once can be sent again by anybody who saw it; it is taken once all the same. */
    time: z
      .strictObject({
        ...headerPart,
        unit: z.enum(['seconds', 'milliseconds']),
        /** What was signed longer ago, or that much later than now, is refused, s. */
        toleranceSeconds: z.number().int().min(1).max(86_400).default(300),
      })
      .optional(),
  })
  .refine(({ signed, time }) => signed.includes('{time}') === (time !== undefined), {
    path: ['signed'],
    message: 'must hold {time} if time says where it is, and only then: a time that is not signed says nothing',
  });
export type SignatureScheme = Readonly<z.infer<typeof signatureScheme>>;
export type HeaderPart = Pick<SignatureScheme['signature'], 'header' | 'separator' | 'prefix'>;

/** One piece of the signed text: a name of the request's, or the very characters. */
export type SignedPiece = { readonly name: string } | { readonly text: string };

/** The pieces of a signed text, in order. */
export function signedPieces(signed: string): SignedPiece[] {
  return signed.split(placeholder).map((piece, index) => (index % 2 === 1 ? { name: piece } : { text: piece }));
}
