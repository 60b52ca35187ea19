/** People to try out calls with; their numbers are from the ranges that are kept for fiction. */
export const callers = [
  { name: 'Ada', number: '+12125550123' },
  { name: 'Ben', number: '+13105550142' },
  { name: 'Chloe', number: '+14155550168' },
  { name: 'Dara', number: '+442079460321' },
  { name: 'Emil', number: '+493023125045' },
] as const;
