// What the server answers to a question that may change: the last answer stays until the next is there.

import { get } from "./client";

export class Fetched<T> {
  value = $state.raw<T>();
  error = $state.raw<Error>();
  asking = $state(false);
  #times = $state(0);

  // `url`: where to ask, tracked; undefined: nothing to ask. Use while a component is being made.
  constructor(url: () => string | undefined) {
    $effect(() => {
      const asked = url();
      void this.#times;
      if (!asked) return;
      const abort = new AbortController();
      this.asking = true;
      get<T>(asked, abort.signal)
        .then((value) => {
          this.value = value;
          this.error = undefined;
          this.asking = false;
        })
        .catch((error: Error) => {
          if (abort.signal.aborted) return;
          this.error = error;
          this.value = undefined;
          this.asking = false;
        });
      return () => abort.abort();
    });
  }

  // Asks the same again.
  again() {
    ++this.#times;
  }
}
