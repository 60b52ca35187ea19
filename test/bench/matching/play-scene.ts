import { startEmbeddedDynamoDB } from '../../embedded-dynamodb-process.ts';
import { play, type Scene } from './play.ts';

/** Plays the scene that the process which forked it names, with an embedded DynamoDB of its own, and sends what came of it. */
async function main(): Promise<void> {
  const scene = JSON.parse(process.argv[2] ?? '') as Scene;
  const { endpoint, child } = await startEmbeddedDynamoDB();
  process.env.TEST_DYNAMODB_ENDPOINT = endpoint;
  // Nobody waits for it any more.
  process.once('disconnect', () => {
    child.kill();
    process.exit(1);
  });
  try {
    const played = await play(scene);
    await new Promise<void>((sent) => (process.send ? process.send(played, () => sent()) : sent()));
  } finally {
    child.kill();
  }
  process.exit();
}

await main();
