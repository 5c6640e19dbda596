// Makes one call of a program that changes files fail, or the program die at it: preloaded by crash-loop.py.
//
// Only calls on regular files and folders are counted: what goes through pipes to workers is no step of the archive.
// SLIPWAY_FAULT_MODE: count (only count), kill (die before the call), torn (a write: half of it, then die), once (the call
// fails with SLIPWAY_FAULT_ERRNO), forever (it and all that follow fail). SLIPWAY_FAULT_AT: the call's number, from 1.
// SLIPWAY_FAULT_LOG: a file that gets the name of each call, by a descriptor opened before anything is counted.
// Workers and drawing processes are left alone: they change no files.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { OFF, COUNT, KILL, TORN, ONCE, FOREVER };
static enum mode mode = OFF;
static long at = 0;
static int failure = EIO, log_fd = -1;
static atomic_long calls = 0;

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("SLIPWAY_FAULT_MODE");
  if (!text) return;
  char line[4096] = {0};
  int fd = (int)syscall(SYS_openat, AT_FDCWD, "/proc/self/cmdline", O_RDONLY | O_CLOEXEC, 0);
  long length = fd < 0 ? 0 : syscall(SYS_read, fd, line, sizeof line - 1);
  if (fd >= 0) syscall(SYS_close, fd);
  const char *command = length > 0 && strlen(line) + 1 < (size_t)length ? line + strlen(line) + 1 : "";
  if (!strcmp(command, "worker") || !strcmp(command, "draw")) return;
  mode = !strcmp(text, "count") ? COUNT : !strcmp(text, "kill") ? KILL : !strcmp(text, "torn") ? TORN
       : !strcmp(text, "once") ? ONCE : !strcmp(text, "forever") ? FOREVER : OFF;
  if (getenv("SLIPWAY_FAULT_AT")) at = atol(getenv("SLIPWAY_FAULT_AT"));
  if (getenv("SLIPWAY_FAULT_ERRNO")) failure = atoi(getenv("SLIPWAY_FAULT_ERRNO"));
  const char *path = getenv("SLIPWAY_FAULT_LOG");
  if (path) log_fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static void note(const char *name) {
  if (log_fd < 0) return;
  char line[64];
  size_t length = strlen(name);
  memcpy(line, name, length);
  line[length] = '\n';
  syscall(SYS_write, log_fd, line, length + 1);
}

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

// Whether this call is to fail; does not return where the program is to die. *torn: half is to be written first.
static int fails(const char *name, int *torn) {
  if (mode == OFF) return 0;
  long number = atomic_fetch_add(&calls, 1) + 1;
  note(name);
  if (mode == COUNT || number < at) return 0;
  if (mode == FOREVER || (mode == ONCE && number == at)) { errno = failure; return 1; }
  if (number != at) return 0;
  if (mode == TORN && torn) { *torn = 1; return 0; }
  if (mode == KILL || mode == TORN) die();
  return 0;
}

static int counts(int fd) {
  struct stat status;
  return mode != OFF && fd > 2 && fd != log_fd && fstat(fd, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

ssize_t write(int fd, const void *bytes, size_t count) {
  int torn = 0;
  if (counts(fd) && fails("write", &torn)) return -1;
  if (torn) { syscall(SYS_write, fd, bytes, count / 2); die(); }
  return syscall(SYS_write, fd, bytes, count);
}
static ssize_t write_at(int fd, const void *bytes, size_t count, off_t offset) {
  int torn = 0;
  if (counts(fd) && fails("pwrite", &torn)) return -1;
  if (torn) { syscall(SYS_pwrite64, fd, bytes, count / 2, offset); die(); }
  return syscall(SYS_pwrite64, fd, bytes, count, offset);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return write_at(fd, bytes, count, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) { return write_at(fd, bytes, count, offset); }
ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (counts(fd) && fails("writev", NULL)) return -1;
  return syscall(SYS_writev, fd, parts, count);
}
int fsync(int fd) { return counts(fd) && fails("fsync", NULL) ? -1 : (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return counts(fd) && fails("fdatasync", NULL) ? -1 : (int)syscall(SYS_fdatasync, fd); }
static int cut(int fd, off_t length) { return counts(fd) && fails("ftruncate", NULL) ? -1 : (int)syscall(SYS_ftruncate, fd, length); }
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off_t length) { return cut(fd, length); }
int link(const char *from, const char *to) { return fails("link", NULL) ? -1 : (int)syscall(SYS_link, from, to); }
int linkat(int a, const char *from, int b, const char *to, int flags) {
  return fails("linkat", NULL) ? -1 : (int)syscall(SYS_linkat, a, from, b, to, flags);
}
int rename(const char *from, const char *to) { return fails("rename", NULL) ? -1 : (int)syscall(SYS_rename, from, to); }
int renameat(int a, const char *from, int b, const char *to) {
  return fails("renameat", NULL) ? -1 : (int)syscall(SYS_renameat2, a, from, b, to, 0);
}
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  return fails("renameat2", NULL) ? -1 : (int)syscall(SYS_renameat2, a, from, b, to, flags);
}
int unlink(const char *path) { return fails("unlink", NULL) ? -1 : (int)syscall(SYS_unlink, path); }
int unlinkat(int fd, const char *path, int flags) {
  return fails("unlinkat", NULL) ? -1 : (int)syscall(SYS_unlinkat, fd, path, flags);
}
int mkdir(const char *path, mode_t rights) { return fails("mkdir", NULL) ? -1 : (int)syscall(SYS_mkdir, path, rights); }
int mkdirat(int fd, const char *path, mode_t rights) {
  return fails("mkdirat", NULL) ? -1 : (int)syscall(SYS_mkdirat, fd, path, rights);
}
// Opening counts where it may make a file.
static int open_at(int fd, const char *path, int flags, mode_t rights) {
  int makes = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
  if (makes && strncmp(path, "/dev/", 5) && fails("open", NULL)) return -1;
  return (int)syscall(SYS_openat, fd, path, flags, rights);
}
#define RIGHTS mode_t rights = 0; \
  if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) { va_list list; va_start(list, flags); rights = va_arg(list, mode_t); va_end(list); }
int open(const char *path, int flags, ...) { RIGHTS return open_at(AT_FDCWD, path, flags, rights); }
int open64(const char *path, int flags, ...) { RIGHTS return open_at(AT_FDCWD, path, flags, rights); }
int openat(int fd, const char *path, int flags, ...) { RIGHTS return open_at(fd, path, flags, rights); }
int openat64(int fd, const char *path, int flags, ...) { RIGHTS return open_at(fd, path, flags, rights); }
