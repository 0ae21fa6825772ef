// outputs.mjs RESULT STDERR CODE: a grading's outputs, in the syntax of $GITHUB_OUTPUT. What the grader had to
// say besides becomes an annotation.
import { existsSync, readFileSync } from "node:fs";

const [, , resultFile = "", stderrFile = "", code = "3"] = process.argv;

const lines = [`exit-code=${code}`];
if (existsSync(resultFile)) {
  const { score, maxScore } = JSON.parse(readFileSync(resultFile, "utf8"));
  lines.push(`score=${score}`, `max-score=${maxScore}`);
}
process.stdout.write(`${lines.join("\n")}\n`);

const said = readFileSync(stderrFile, "utf8").trim();
const level = code === "2" || code === "3" ? "error" : "warning";
if (said !== "") process.stderr.write(`::${level} title=sockgrade::${escaped(said)}\n`);

/** What a workflow command's text must not have: the end of a line, and the sign that escapes it. */
function escaped(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
