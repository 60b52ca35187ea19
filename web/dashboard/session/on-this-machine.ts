/** The dashboard of a local run, which has a softphone, mail and receivers beside it. */
export const onThisMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
