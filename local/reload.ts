import { type LocalStack, StartProblem } from 'cloudformation-local';
import { type SynthOptions, synthesizeIfChanged } from './synth/synthesize.ts';

/** Makes a function that brings changed sources to the running stack; what does not compile or fit is said, and changes nothing. */
export function createReload(stack: LocalStack, synth: SynthOptions): () => Promise<void> {
  const { log, signal } = synth;
  return async () => {
    try {
      if (!(await synthesizeIfChanged(synth))) return;
      const { updated, needRestart } = await stack.update();
      if (updated.length > 0) log.info(`Reloaded ${updated.join(', ')}.`);
      if (needRestart.length > 0) log.warn(`Restart to apply: ${needRestart.join(', ')}`);
    } catch (error) {
      if (signal.aborted) return;
      const sentences = error instanceof StartProblem ? error.sentences : [String(error)];
      log.warn([...sentences, 'The code from before the change keeps running.'].join('\n'));
    }
  };
}
