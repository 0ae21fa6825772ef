/** Where things are inside the guard, whatever the machine outside looks like. */
export const inGuard = {
  project: "/project",
  home: "/home/teacher",
  class: "/home/teacher/class",
  submission: "/home/teacher/class/ana",
  fixtures: "/fixtures",
  node: "/node/bin/node",
  /** What the grader itself keeps of what compilers made. */
  keptBuilds: /^\/home\/teacher\/\.cache(?:\/sockgrade(?:\/builds(?:\/[0-9a-f]{64})?)?)?$/u,
} as const;

/**
 * Builds the guard's own world: a shell script for the first process of fresh user, network, process,
 * mount and IPC namespaces. Its arguments are: an empty folder to build at, the project, the
 * folder of the built inner programs, Node's executable, and then the command to run in there.
 *
 * Nothing of the machine is in it but programs and libraries, read-only, and harmless devices: no
 * home, no /tmp, no /run, no disk. What a program may want to spoil is there as a copy that belongs to
 * the grader's user, so that only the sandbox keeps the program from it, as when root grades.
 */
export const guardSetup = `set -eu
at=$1 project=$2 programs=$3 node=$4
shift 4
mount --make-rprivate /
mount -t tmpfs -o size=192m,mode=755 world "$at"
for entry in /*; do
  name=\${entry#/}
  case $name in
    usr|bin|sbin|lib*|opt|nix|gnu)
      if [ -L "$entry" ]; then cp -P "$entry" "$at/$name"
      else
        mkdir "$at/$name"
        mount --rbind "$entry" "$at/$name"
        mount -o "remount,bind,ro,$(findmnt -nro VFS-OPTIONS --mountpoint "$at/$name" | sed 's/^rw/ro/')" "$at/$name"
      fi;;
  esac
done
cd "$at"
mkdir -p dev proc sys tmp run var/tmp var/lib root home/teacher/class project fixtures node/bin old
chmod 1777 tmp var/tmp
cp -rP --preserve=mode /etc . 2> /dev/null || true
rm -f etc/resolv.conf
echo 'nameserver 192.0.2.53' > etc/resolv.conf
mount -t tmpfs -o size=192m,mode=1777 tmp tmp
mount -t proc proc proc
mount --rbind /sys sys
mount -t tmpfs -o size=1m,mode=755 dev dev
for device in null zero full random urandom tty; do
  : > "dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs -o size=64m,mode=1777 shm dev/shm
cp -r "$project/dist" "$project/exercises" "$project/package.json" project
cp -r "$programs" project/guard
cp -rP "$project/fixtures/hostile/." fixtures
mkdir -p project/node_modules/@lydell
cp -rP "$project/node_modules/@lydell/." project/node_modules/@lydell 2> /dev/null || true
: > node/bin/node
mount --bind "$node" node/bin/node
mount -o remount,bind,ro node/bin/node
pivot_root . old
cd /
umount -l /old
rmdir /old
ip link set lo up
exec 0< /dev/null
"$@"`;
