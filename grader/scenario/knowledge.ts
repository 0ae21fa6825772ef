import type { Role } from "../model/role.ts";

/** What a program asks for before it works, in the order it asks. */
export type Question = "host" | "port";

/** How a program learns its address: arguments with `{host}` and `{port}`, and answers it is typed. */
export type LaunchPlan = Readonly<{ args: readonly string[]; answers: readonly Question[] }>;

/** How the submission's programs are started, once one check has found out: others need not. */
export type Knowledge = Readonly<Partial<Record<Role, LaunchPlan>>>;
