// How wide a picture is drawn, in its own units: it is scaled to fit, so a narrow screen gets fewer units and larger letters.

export const isNarrow = () => window.innerWidth < 620;

export const drawingWidth = () => (isNarrow() ? 560 : 800);
