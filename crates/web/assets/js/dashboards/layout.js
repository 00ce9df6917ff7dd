// How wide each visual stands, so that rows are full: one that would stand alone in its row takes all of it.
//
// In: visuals in reading order, each with the width that it asks for. Out: their widths.

const TWELFTHS = { quarter: 3, half: 6, full: 12 };

export function widthsOf(visuals) {
  const widths = visuals.map((visual) => visual.width);
  let taken = 0;
  widths.forEach((width, index) => {
    const next = TWELFTHS[widths[index + 1]] ?? 12;
    const isAlone = taken === 0 && width === "half" && next > 6;
    if (isAlone) widths[index] = "full";
    taken += TWELFTHS[widths[index]];
    if (taken + next > 12) taken = 0;
  });
  return widths;
}
