import * as z from 'zod';

export const settingsIdForm = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The id of a site, pool, rule or destination, as its owner chooses it. */
export const settingsId = z.string().regex(settingsIdForm, 'must be 1 to 63 lower-case letters, digits and hyphens');
