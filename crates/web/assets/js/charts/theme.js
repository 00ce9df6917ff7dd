// The colours and fonts of the style sheet, for the canvases, which CSS does not reach.

const TOKENS = [
  "surface", "ink", "ink-soft", "line", "accent", "accent-soft", "accent-faint", "on-soft", "neutral", "neutral-soft",
  "series-1", "series-2", "series-3", "series-4", "series-5", "series-6",
];

export function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const palette = { font: getComputedStyle(document.body).fontFamily };
  for (const token of TOKENS) {
    const name = token.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    palette[name] = style.getPropertyValue(`--${token}`).trim();
  }
  return palette;
}

export const prefersStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// The reader's colours change in the evening, and paper is always light.
export function onLookChange(redraw) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  matchMedia("print").addEventListener("change", redraw);
}
