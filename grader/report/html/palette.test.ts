import { expect, test } from "vitest";
import { palettes } from "./palette.ts";

const grounds = ["ground", "screen"] as const;
const inks = ["text", "quiet", "link", "good", "bad", "warn", "wire", "waits"] as const;
const pairs = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ["good", "goodTint"] as const,
  ["bad", "badTint"] as const,
  ["warn", "warnTint"] as const,
  ["wire", "infoTint"] as const,
  ["text", "infoTint"] as const,
];

test.each(["light", "dark"] as const)("every text of the %s theme can be read", (theme) => {
  const palette = palettes[theme];
  for (const [ink, ground] of pairs)
    expect([ink, ground, contrast(palette[ink], palette[ground])]).toEqual([
      ink,
      ground,
      expect.toSatisfy((value: number) => value >= 4.5),
    ]);
});

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
