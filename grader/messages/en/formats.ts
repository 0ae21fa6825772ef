import type { FormatWords } from "../format-words.ts";

/** What files for other systems and people say. */
export const formats: FormatWords = {
  hidden: (untilDue, always) =>
    [
      untilDue === 0
        ? ""
        : `${untilDue === 1 ? "1 check is" : `${untilDue} checks are`} hidden until the due date.`,
      always === 0
        ? ""
        : `${always === 1 ? "1 check is" : `${always} checks are`} not shown to students.`,
    ]
      .filter(Boolean)
      .join(" "),
  check: "Check",
  points: "Points",
  outcomes: {
    passed: "passed",
    failed: "failed",
    skipped: "skipped",
    errored: "grader error",
  },
  observation: "observation",
  terminals: "What happened on the terminals",
  more: (count) => `${count === 1 ? "1 more check" : `${count} more checks`} failed.`,
  cut: (count) =>
    `${count === 1 ? "1 more section" : `${count} more sections`} did not fit in here.`,
  student: "Student",
  score: "Score",
  entries: { graded: "graded", errored: "could not be graded", missing: "nothing handed in" },
  counts: (graded, errored, missing) =>
    [
      `${graded} graded`,
      errored === 0 ? "" : `${errored} could not be graded`,
      missing === 0 ? "" : `${missing} handed in nothing`,
    ]
      .filter(Boolean)
      .join(" · "),
  median: (score, maxScore) => `Median: ${score}/${maxScore}`,
  passedBy: "Passed by",
  unseen: (points) =>
    `${points === 1 ? "1 point" : `${points} points`} could not be looked at on this machine, for anybody.`,
  ungraded: (count) =>
    `${count === 1 ? "1 student has" : `${count} students have`} checks that could not be looked at, and no row in gradebooks: grade again.`,
  moodle: {
    identifier: "Identifier",
    participant: "Participant",
    fullName: "Full name",
    email: "Email address",
    grade: "Grade",
    gradeModified: "Last modified (grade)",
    comments: "Feedback comments",
  },
};
