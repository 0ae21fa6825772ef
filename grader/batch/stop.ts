/** Somebody's wish that a batch ends before everything is graded. */
export class Stop {
  #wish: "none" | "finish" | "now" = "none";
  readonly #listeners: (() => void)[] = [];

  /** Nothing new is begun; a second time, what runs is given up as well. */
  ask(): void {
    this.#become(this.#wish === "none" ? "finish" : "now");
  }

  /** What runs is given up; it is graded from its beginning another time. */
  giveUp(): void {
    this.#become("now");
  }

  get isAsked(): boolean {
    return this.#wish !== "none";
  }

  get isNow(): boolean {
    return this.#wish === "now";
  }

  onChange(listen: () => void): void {
    this.#listeners.push(listen);
  }

  #become(wish: "finish" | "now"): void {
    if (this.#wish === wish) return;
    this.#wish = wish;
    for (const listen of this.#listeners) listen();
  }
}

/** A submission that was not graded because somebody wanted an end. */
export class Stopped extends Error {}
