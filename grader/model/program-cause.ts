import type { SourcePlace } from "./source-place.ts";
import type { Role } from "./role.ts";

/**
 * Why a program can not do anything at all, or nothing on this machine: found in its source, in what a
 * compiler said, or in its last words. Strings are as programs wrote them.
 */
export type ProgramCause = Readonly<
  { role: Role } & (
    | {
        kind: "python2";
        place: SourcePlace;
        construct: string;
        /** A construct of the same program that only Python 3 reads, so that neither runs it. */
        mixedWith?: string | undefined;
      }
    | {
        kind: "syntax-error";
        place: SourcePlace;
        error: string;
        /** The line is right in a newer version of the language than the machine has: no fault of the program's. */
        needs?: Readonly<{ feature: string; version: string; has: string }> | undefined;
      }
    /** The bytes of the source are no text in the encoding that the language reads. */
    | { kind: "wrong-encoding"; place: SourcePlace; encoding: "latin1" | "utf-16" }
    | {
        kind: "module-missing";
        module: string;
        /** A module of the language itself whose name is nearly the same. */
        meant?: string | undefined;
        /** What the language brings along for the same purpose. */
        instead?: string | undefined;
      }
    /** A file of the student's own has the name of a standard module, and is imported in its place. */
    | { kind: "shadowed-module"; module: string; file: string }
    /** It wants a module, a header, a call that only another system has. */
    | { kind: "wrong-system"; thing: string; place?: SourcePlace | undefined }
    | { kind: "does-not-compile"; output: string; place?: SourcePlace | undefined }
    /** `wants` is what the language starts a program with: `int main(void)`. */
    | { kind: "no-main"; wants: string }
    /** Functions are defined and never called: it ends at once and has done nothing. */
    | {
        kind: "main-not-called";
        name: string;
        place: SourcePlace;
        mistake: "no-call" | "no-brackets" | "guard";
      }
    /** In Java a public class has the name of its file. */
    | { kind: "wrong-class-name"; className: string; place: SourcePlace }
    | {
        kind: "needs-arguments";
        output: string;
        /** What it seems to want, as the manifest says it: `client.py {host} {port}`. */
        run?: string | undefined;
      }
    | { kind: "needs-display"; thing: string }
    | { kind: "needs-file"; path: string; place?: SourcePlace | undefined }
    /** Only an administrator may listen below 1024 (ip(7)), except where every port is allowed. */
    | { kind: "privileged-port"; port?: number | undefined; place?: SourcePlace | undefined }
    /** An address of some other machine, where this one has no such address and no way to it. */
    | {
        kind: "foreign-address";
        address: string;
        doing: "bind" | "connect";
        place?: SourcePlace | undefined;
      }
    /** The port is taken, and by nobody else. */
    | {
        kind: "port-taken-by-itself";
        how: "bound-twice" | "client-binds" | "starts-server";
        place?: SourcePlace | undefined;
      }
  )
>;
