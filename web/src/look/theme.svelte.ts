// Light or dark: as the system has it, or as the reader chose. Charts watch it, for they take their colours from the page.

const system = matchMedia("(prefers-color-scheme: dark)");
const shown = (): "light" | "dark" =>
  (document.documentElement.dataset.theme as "light" | "dark" | undefined) ?? (system.matches ? "dark" : "light");

class Theme {
  current = $state(shown());

  constructor() {
    system.addEventListener("change", () => (this.current = shown()));
  }

  choose(theme: "light" | "dark") {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // then it holds for this page only
    }
    this.current = theme;
  }
}

export const theme = new Theme();
