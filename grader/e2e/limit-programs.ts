/** A server that goes over a limit, and which one. Every one of them ends by itself within 20 s. */
type GreedyProgram = Readonly<{
  name: string;
  language: "c" | "py";
  source: string;
  /** The limit, or `flooding` for what is printed. */
  hits: string;
  options?: readonly string[];
}>;

const c = `
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
`;

const python = "import os, socket, threading, time\nend = time.time() + 15\n";

/** What a few students write by mistake in every course, and one or two on purpose. */
export const greedyPrograms: readonly GreedyProgram[] = (
  [
    {
      name: "fork bomb",
      language: "c",
      hits: "processes",
      source: "int main(void) { time_t end = time(0) + 15; while (time(0) < end) fork(); }",
    },
    {
      name: "fork bomb",
      language: "py",
      hits: "processes",
      source: `
while time.time() < end:
    try: os.fork()
    except OSError: pass`,
    },
    {
      name: "thread bomb",
      language: "py",
      hits: "processes",
      source: `
for _ in range(2000): threading.Thread(target=time.sleep, args=(15,), daemon=True).start()
time.sleep(15)`,
    },
    {
      name: "thread bomb",
      language: "c",
      hits: "processes",
      source: `
static void *rest(void *nothing) { sleep(15); return nothing; }
int main(void) { pthread_t one; for (int i = 0; i < 2000; i++) pthread_create(&one, 0, rest, 0); sleep(15); }`,
    },
    {
      name: "memory at once",
      language: "c",
      hits: "memory",
      source:
        "int main(void) { char *p = malloc(1 << 30); memset(p, 1, 1 << 30); sleep(15); return p[7]; }",
    },
    {
      name: "memory little by little",
      language: "py",
      hits: "memory",
      options: ["--limit", "memory=100"],
      source: `
kept = []
for _ in range(300):
    kept.append(b"x" * (1 << 20))
    time.sleep(0.005)
time.sleep(15)`,
    },
    {
      name: "memory little by little",
      language: "c",
      hits: "memory",
      options: ["--limit", "memory=100"],
      source:
        "int main(void) { for (int i = 0; i < 300; i++) { memset(malloc(1 << 20), 1, 1 << 20); usleep(5000); } sleep(15); }",
    },
    {
      name: "a loop that computes",
      language: "c",
      hits: "cpu",
      options: ["--limit", "cpu=1"],
      source: "int main(void) { time_t end = time(0) + 15; while (time(0) < end); }",
    },
    {
      name: "a large file",
      language: "c",
      hits: "file",
      source: `
static char block[1 << 20];
int main(void) { FILE *f = fopen("big", "w"); for (int i = 0; i < 40; i++) fwrite(block, sizeof block, 1, f); sleep(15); }`,
    },
    {
      name: "a large file",
      language: "py",
      hits: "file",
      source: `
with open("big", "wb") as big:
    for _ in range(40): big.write(bytes(1 << 20))`,
    },
    {
      name: "sockets that are never closed",
      language: "py",
      hits: "descriptors",
      source: `
kept = []
while True: kept.append(socket.socket())`,
    },
    {
      name: "files that are never closed, and nobody told",
      language: "c",
      hits: "descriptors",
      source: 'int main(void) { while (open("/dev/null", 0) >= 0); sleep(15); }',
    },
    {
      name: "10 MiB of output without a line end",
      language: "c",
      hits: "flooding",
      source:
        "static char block[1 << 16]; int main(void) { for (int i = 0; i < 160; i++) write(1, memset(block, 'x', sizeof block), sizeof block); }",
    },
    {
      name: "10 MiB of lines",
      language: "py",
      hits: "flooding",
      source: `
for _ in range(160): os.write(1, b"hello, world, once more\\n" * 2730)`,
    },
    {
      name: "a little more output than was allowed",
      language: "py",
      hits: "flooding",
      options: ["--limit", "output=8"],
      source: `
os.write(2, b"x" * 7000)
os.write(1, b"x" * 9000)
time.sleep(15)`,
    },
  ] as const
).map((program) => ({
  ...program,
  source: (program.language === "c" ? c : python) + program.source,
}));
