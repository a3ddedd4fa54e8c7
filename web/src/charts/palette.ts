// The page's colours, for what draws by itself.

export type Palette = (name: string) => string;

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

export const sans = '"Libre Franklin Variable", Arial, sans-serif';

// Text for a tooltip, which ECharts takes as markup.
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
