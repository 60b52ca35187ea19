import { warmUp } from '../../../lambdas/platform/warm-up.ts';

test('all parts are done at once, and each says how long it took', async () => {
  let clock = 0;
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  const slow = async () => {
    await isOpen;
    clock = 80;
  };
  const quick = async () => {
    clock = 30;
    open();
  };
  expect(await warmUp({ slow, quick }, () => clock)).toEqual({ slow: 80, quick: expect.any(Number) });
});

test('a part that fails, or cannot even begin, spoils no other', async () => {
  const parts = {
    fine: async () => 'done',
    failing: () => Promise.reject(new Error('no')),
    impossible: () => {
      throw new Error('no such setting');
    },
  };
  expect(await warmUp(parts, () => 0)).toEqual({ fine: 0, failing: undefined, impossible: undefined });
});
