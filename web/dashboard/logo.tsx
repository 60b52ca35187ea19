/** Four numbers, two of them held. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <circle cx="10" cy="10" r="3.4" />
      <circle cx="22" cy="10" r="3.4" opacity=".45" />
      <circle cx="10" cy="22" r="3.4" opacity=".45" />
      <circle cx="22" cy="22" r="3.4" />
    </svg>
  );
}
