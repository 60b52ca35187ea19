import { demand } from '../../src/lambda/demand.ts';

test('ten requests within a second are a high demand, for as long as they are that', () => {
  let now = 0;
  const asked = demand(() => now);
  for (now = 0; now < 900; now += 100) asked.note();
  expect(asked.isHigh).toBe(false);
  asked.note();
  expect(asked.isHigh).toBe(true);
  now = 999;
  expect(asked.isHigh).toBe(true);
  now = 1000;
  expect(asked.isHigh).toBe(false);
  asked.note();
  expect(asked.isHigh).toBe(true);
});
