// How wide a text is, and how it breaks into at most two lines.
//
// In:  text, a CSS font, the width in pixels that it may take. Out: a width; the text with line breaks.

const pen = document.createElement("canvas").getContext("2d");

export function textWidth(text, font) {
  pen.font = font;
  return pen.measureText(text).width;
}

export function wrap(text, width, font) {
  pen.font = font;
  const lines = [""];
  for (const word of String(text).split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) === "" || pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const [first, ...rest] = lines;
  return [first, rest.join(" ")].filter(Boolean).map((line) => shorten(line, width)).join("\n");
}

function shorten(line, width) {
  if (pen.measureText(line).width <= width) return line;
  let end = line.length;
  while (end > 1 && pen.measureText(`${line.slice(0, end)}…`).width > width) end -= 1;
  return `${line.slice(0, end).trimEnd()}…`;
}
