/**
 * Colours of both themes: on `ground`, on `screen` (terminals, code) and on its own tint every one of the others has a
 * contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3), which a test computes.
 */
export const palettes = {
  light: {
    ground: "#ffffff",
    screen: "#f4f6f8",
    line: "#d0d7de",
    text: "#1b1f24",
    quiet: "#545c66",
    link: "#0758b5",
    good: "#176f2c",
    bad: "#b91c28",
    warn: "#805300",
    wire: "#0b5c8a",
    waits: "#7038c4",
    goodTint: "#e6f6ea",
    badTint: "#fdeaec",
    warnTint: "#fbf1d9",
    infoTint: "#e5f1fb",
  },
  dark: {
    ground: "#0f1318",
    screen: "#171d24",
    line: "#39424d",
    text: "#e4e9ee",
    quiet: "#a3adb8",
    link: "#79b8ff",
    good: "#56d364",
    bad: "#ff8f88",
    warn: "#e3b341",
    wire: "#7cc4f0",
    waits: "#c8a4ff",
    goodTint: "#12261a",
    badTint: "#2e1719",
    warnTint: "#2b2310",
    infoTint: "#12263a",
  },
} as const;

/** As custom properties of a style. */
export function propertiesOf(palette: Readonly<Record<string, string>>): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join("");
}
