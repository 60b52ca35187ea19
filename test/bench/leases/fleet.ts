import type { Contestant, Desk } from './contestants.ts';
import { emptyMeter, type Meter } from './metered-client.ts';
import type { Store } from './store.ts';
import type { Traffic } from './traffic.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The containers that visitors are sent to. */
export interface FleetShape {
  /** So many at work; 0: every visitor meets a new one. */
  readonly count: number;
  /** Which of those that are idle answers: any, or the one that answered last. Any, if it is not said. */
  readonly routing?: 'any' | 'latest';
  /** After an answer a container ends with this probability, and a new one that remembers nothing takes its place. */
  readonly deathRate?: number;
}

/** A Lambda container: it answers one visitor after the other. */
export interface Container {
  readonly desk: Desk;
  readonly use: (store: Store) => void;
  meter: Meter;
  isBusy: boolean;
  /** The turn at which it answered last. */
  answered: number;
}

export interface Fleet {
  /** Everybody's store from now on, by what each container counts with. */
  readonly use: (storeOf: (meter: () => Meter) => Store) => void;
  /** Takes a container for one visitor. A fixed number of them lets visitors wait; in a burst others are started. */
  readonly take: () => Promise<Container>;
  readonly release: (container: Container) => void;
  /** Any of them, as a heartbeat meets it. */
  readonly any: () => Container | undefined;
}

export function startFleet(
  { count, routing = 'any', deathRate = 0 }: FleetShape,
  traffic: Traffic,
  open: (store: Store) => ReturnType<Contestant['open']>,
  first: Store,
  { time, random }: { readonly time: VirtualTime; readonly random: () => number },
): Fleet {
  const containers: Container[] = [];
  let storeOf: (meter: () => Meter) => Store = () => first;
  let turns = 0;

  const startContainer = (): Container => {
    let store = storeOf(() => container.meter);
    const current: Store = {
      allocate: (...args) => store.allocate(...args),
      read: (...args) => store.read(...args),
      oldest: (...args) => store.oldest(...args),
      confirm: (...args) => store.confirm(...args),
      getLock: (...args) => store.getLock(...args),
      putLock: (...args) => store.putLock(...args),
    };
    const container: Container = {
      desk: open(current),
      use: (other) => {
        store = other;
      },
      meter: emptyMeter(),
      isBusy: false,
      answered: 0,
    };
    containers.push(container);
    return container;
  };
  const end = (container: Container) => void containers.splice(containers.indexOf(container), 1);
  const chosen = (): Container | undefined => {
    const idle = containers.filter(({ isBusy }) => !isBusy);
    if (routing === 'any') return anyOf(idle, random);
    return idle.sort((one, other) => other.answered - one.answered)[0];
  };
  for (let started = 0; started < count; started++) startContainer();

  return {
    use(next) {
      storeOf = next;
      for (const container of containers) container.use(next(() => container.meter));
    },
    async take() {
      for (;;) {
        const container = chosen() ?? (count === 0 || traffic.isBurst === true ? startContainer() : undefined);
        if (container !== undefined) {
          container.isBusy = true;
          container.meter = emptyMeter();
          return container;
        }
        await time.sleep(1);
      }
    },
    release(container) {
      container.isBusy = false;
      container.answered = ++turns;
      const isDead = count === 0 || (deathRate > 0 && random() < deathRate);
      if (!isDead) return;
      end(container);
      if (count > 0) startContainer();
    },
    any: () => anyOf(containers, random),
  };
}

function anyOf<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}
