// Which page is shown, and with what, as the address has it: every state of a page can be shared, and the browser's
// history leads back. A page reads `address.query` and changes it with `ask`; links are plain <a href>.

type Query = Record<string, string>;

const queryOf = (search: string): Query => Object.fromEntries(new URLSearchParams(search));

class Address {
  path = $state(location.pathname);
  query = $state<Query>(queryOf(location.search));

  constructor() {
    addEventListener("popstate", () => this.#read());
    document.addEventListener("click", (click) => this.#follow(click));
  }

  // Goes to another page.
  go(href: string) {
    history.pushState(null, "", href);
    this.#read();
    const { hash } = new URL(href, location.href);
    if (hash) requestAnimationFrame(() => document.getElementById(hash.slice(1))?.scrollIntoView());
    else scrollTo(0, 0);
  }

  // The same page, asked otherwise; empty values are left out. `quietly`: without an entry in the history (a slider on
  // its way).
  ask(changes: Record<string, string | undefined>, quietly = false) {
    const href = this.with(changes);
    if (href === location.pathname + location.search) return;
    if (quietly) history.replaceState(null, "", href);
    else history.pushState(null, "", href);
    this.#read();
  }

  // The address of this page, asked otherwise.
  with(changes: Record<string, string | undefined>): string {
    return addressOf(this.path, { ...this.query, ...changes });
  }

  #read() {
    this.path = location.pathname;
    this.query = queryOf(location.search);
  }

  #follow(click: MouseEvent) {
    if (click.defaultPrevented || click.button || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey)
      return;
    const link = (click.target as Element).closest?.("a");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.startsWith("/api/")) return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
    click.preventDefault();
    this.go(link.pathname + link.search + link.hash);
  }
}

export function addressOf(path: string, query: Record<string, string | undefined>): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
  const search = new URLSearchParams(set).toString();
  return search ? `${path}?${search}` : path;
}

export const address = new Address();
