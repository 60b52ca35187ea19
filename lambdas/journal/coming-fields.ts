/** What the description of the API names already, and nothing fills yet. */
export const coming = {
  phoneCode: 'Coming: `phone-code` is no call’s method yet.',
  linkedVisits: 'Coming: empty as long as there are no phone codes, which link visits on other devices.',
  screenPopUrl:
    'Coming: what the lookup answers to an Amazon Connect flow has a key `screenPopUrl`, which is empty as long as no page can be set for it.',
} as const;
