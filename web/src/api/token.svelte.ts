// The token that the server asks of who writes (and of everybody, where it listens beyond loopback). It comes in the
// address as #token=..., is taken out of it at once, and is kept for this tab alone.

const key = "demarche-token";

function taken(): string {
  const found = /^#token=([^&]+)/.exec(location.hash)?.[1];
  if (!found) return sessionStorage.getItem(key) ?? "";
  const token = decodeURIComponent(found);
  sessionStorage.setItem(key, token);
  history.replaceState(null, "", location.pathname + location.search);
  return token;
}

class Token {
  value = $state(taken());

  set(value: string) {
    this.value = value.trim();
    if (this.value) sessionStorage.setItem(key, this.value);
    else sessionStorage.removeItem(key);
  }
}

export const token = new Token();
