import { parseRemembered, type Remembered } from './remembered.ts';

/** What all tabs of a browser know about a site. */
export interface Memory {
  read(): Remembered | undefined;
  write(remembered: Remembered): void;
  /** Tells when another tab wrote. */
  onChange(tell: () => void): void;
}

/** In the browser's storage; where there is none (private windows, blocked storage), as long as the page lives. */
export function openMemory(name: string): Memory {
  let own: Remembered | undefined;
  return {
    read() {
      try {
        own = parseRemembered(localStorage.getItem(name)) ?? own;
      } catch {
        // Storage is blocked: what this page knows by itself has to do.
      }
      return own;
    },
    write(remembered) {
      own = remembered;
      try {
        localStorage.setItem(name, JSON.stringify(remembered));
      } catch {
        // Blocked or full, as above.
      }
    },
    onChange(tell) {
      addEventListener('storage', (event) => {
        if (event.key === name && event.newValue !== null) tell();
      });
    },
  };
}
