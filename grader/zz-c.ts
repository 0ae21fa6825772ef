import { readdirSync, existsSync, cpSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join, dirname, extname } from "node:path";
import { openSubmission } from "./submission/open.ts";
import { exerciseFolders, loadExercise } from "./exercise/load.ts";
import { handInOf } from "./exercise/hand-in.ts";
import { tmpdir } from "node:os";
const stats: Record<string, Record<string, number>> = {};
const count = (k: string, r: string) => {
  (stats[k] ??= {})[r] = (stats[k]![r] ?? 0) + 1;
};
const works: { id: string; path: string; files: string[]; roles: string[]; hand: any }[] = [];
for (const f of exerciseFolders()) {
  const ex = await loadExercise(f);
  const hand = handInOf(ex);
  if (hand.roles.length === 0) continue;
  for (const base of [join(f.path, "reference"), join("/tmp/w/d/fixtures/submissions", f.id)]) {
    if (!existsSync(base)) continue;
    for (const n of readdirSync(base).sort()) {
      if (existsSync(join(base, n, "sockgrade.yaml")) || existsSync(join(base, n, "sockgrade.yml")))
        continue;
      let s;
      try {
        s = await openSubmission(join(base, n), hand);
      } catch {
        continue;
      }
      const ps = Object.values(s.programs);
      if (ps.length !== 2 || ps[0]!.file === ps[1]!.file) continue;
      works.push({
        id: f.id,
        path: join(base, n),
        files: ps.map((p) => p!.file),
        roles: ps.map((p) => p!.role),
        hand,
      });
    }
  }
}
console.log(works.length, "pairs");
async function attempt(kind: string, w: (typeof works)[0], names: [string, string]) {
  const t = mkdtempSync(join(tmpdir(), "corp-"));
  try {
    cpSync(w.path, t, { recursive: true });
    const to = w.files.map((f, i) => join(dirname(f), names[i] + extname(f)));
    renameSync(join(t, w.files[0]!), join(t, "zz0"));
    renameSync(join(t, w.files[1]!), join(t, "zz1"));
    renameSync(join(t, "zz0"), join(t, to[0]!));
    renameSync(join(t, "zz1"), join(t, to[1]!));
    let r: string;
    try {
      const s = await openSubmission(t, w.hand);
      const got = w.roles.map((x) => (s.programs as any)[x]?.file);
      r =
        got[0] === to[0] && got[1] === to[1]
          ? "right"
          : got[0] === to[1] && got[1] === to[0]
            ? "swapped"
            : got.includes(undefined)
              ? "missing"
              : "other";
    } catch (e) {
      r = /got 2 for/.test((e as Error).message) ? "ambiguous" : "error";
      if (process.env.V) console.log((e as Error).message.split("\n")[0]!.slice(0, 300));
    }
    count(kind, r);
    if (r !== "right") console.log(kind, r, w.path.replace("/tmp/w/d/", ""), w.files.join(" "));
  } finally {
    rmSync(t, { recursive: true, force: true });
  }
}
for (const w of works) {
  await attempt("mute", w, ["alfa", "beta"]);
  await attempt(
    "reversed",
    w,
    w.roles[0] === "receiver" ? ["sender", "receiver"] : ["client", "server"],
  );
}
// two exercises in one flat folder, names that tell the role only
const pick = (id: string) =>
  works.filter(
    (w) =>
      w.id === id &&
      w.files.every((f) => f.endsWith(".py") && !f.includes("/")) &&
      /right|reference/.test(w.path),
  );
for (const [a, b] of [
  ["ex3", "ex4"],
  ["ex1", "ex7"],
  ["ex6", "ex7"],
  ["ex8", "ex4"],
  ["ex5", "ex3"],
  ["ex5", "ex4"],
  ["ex9", "ex4"],
] as const)
  for (const w of pick(a).slice(0, 8))
    for (const v of pick(b).slice(0, 8))
      for (const [x, y] of [
        [w, v],
        [v, w],
      ] as const) {
        const t = mkdtempSync(join(tmpdir(), "corp-"));
        try {
          cpSync(join(x.path, x.files[0]!), join(t, "servidor1.py"));
          cpSync(join(x.path, x.files[1]!), join(t, "cliente1.py"));
          cpSync(join(y.path, y.files[0]!), join(t, "servidor2.py"));
          cpSync(join(y.path, y.files[1]!), join(t, "cliente2.py"));
          let r;
          try {
            const s = await openSubmission(t, x.hand);
            const got = x.roles.map((q) => (s.programs as any)[q]?.file);
            r = got[0] === "servidor1.py" && got[1] === "cliente1.py" ? "right" : "wrong";
          } catch (e) {
            r = /got 2 for/.test((e as Error).message) ? "ambiguous" : "error";
          }
          count("two in one folder, " + [x.id, y.id].join("+"), r);
          if (r !== "right") console.log("two", r, x.path.slice(9), y.path.slice(9));
        } finally {
          rmSync(t, { recursive: true, force: true });
        }
      }
console.log(JSON.stringify(stats, null, 1));
