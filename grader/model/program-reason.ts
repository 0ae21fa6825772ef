import { z } from "zod";

/** What a program's code does that tells its role. */
export type Deed = (typeof deeds)[number];

const deeds = ["listens", "connects", "binds", "sends", "receives"] as const;

/** What may come to every reason. */
const besides = {
  /** The part of its path for which it goes before the programs of other exercises. */
  exercise: z.string().optional(),
  /** What tells its language where its name has no extension. */
  languageBy: z.enum(["shebang", "text"]).optional(),
};

/**
 * Why a file was taken for a role: the manifest says so; a script of a package.json does; its own name does, or its folder's; its code does (also
 * against its name, when that misleads for certain); or one program plays both roles and an argument decides.
 */
export const programReasonSchema = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("manifest") }),
  z.strictObject({ by: z.literal("script"), run: z.string(), ...besides }),
  z.strictObject({ by: z.literal("name"), ...besides }),
  z.strictObject({ by: z.literal("folder"), folder: z.string(), ...besides }),
  z.strictObject({
    by: z.literal("code"),
    does: z.enum(deeds).optional(),
    /** Its name says the other role. */
    despiteName: z.literal(true).optional(),
    ...besides,
  }),
  z.strictObject({ by: z.literal("argument"), argument: z.string(), ...besides }),
]);

export type ProgramReason = Readonly<z.infer<typeof programReasonSchema>>;
