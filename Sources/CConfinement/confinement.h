/*
 * System calls around worker processes that Swift cannot call: they are variadic, take structures of macros, or are none of
 * standard C's. By most a process gives up rights for good. Sources: prctl(2), landlock(7), seccomp(2), memfd_create(2).
 */
#ifndef SLIPWAY_CONFINEMENT_H
#define SLIPWAY_CONFINEMENT_H

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Numbers of Landlock's calls, the same on every architecture; older C libraries do not know them. */
enum { slipway_sys_create_ruleset = 444, slipway_sys_add_rule = 445, slipway_sys_restrict_self = 446 };

/* From then on no program that is run gains rights. 0, or -1 with errno. */
static inline int slipway_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

/* From then on the process leaves no core dump and cannot be traced by its equals. 0, or -1 with errno. */
static inline int slipway_not_dumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

#ifndef O_PATH
#define O_PATH 010000000
#endif

/* A descriptor that only says where something lies; -1 with errno. */
static inline int slipway_open_place(const char *path) { return open(path, O_PATH | O_CLOEXEC); }

/* The version of Landlock that the kernel has; -1 with errno where it has none. */
static inline long slipway_landlock_version(void) {
    return syscall(slipway_sys_create_ruleset, (void *)0, (size_t)0, 1u);
}

/* As the kernel has it in version 6; earlier versions have the first members only. */
struct slipway_ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

/* A rule set that forbids what it names; its descriptor, or -1 with errno. `size` is of the members that the kernel knows. */
static inline long slipway_landlock_create(const struct slipway_ruleset *rules, size_t size) {
    return syscall(slipway_sys_create_ruleset, rules, size, 0u);
}

/* Lets `access` be had to all that lies beneath an open file or folder. 0, or -1 with errno. */
static inline long slipway_landlock_allow(int ruleset, int file, uint64_t access) {
    struct {
        uint64_t access;
        int32_t file;
    } __attribute__((packed)) rule = {access, file};
    return syscall(slipway_sys_add_rule, ruleset, 1, &rule, 0u);
}

/* Puts the calling thread, and whatever it starts, under a rule set for good. 0, or -1 with errno. */
static inline long slipway_landlock_restrict(int ruleset) { return syscall(slipway_sys_restrict_self, ruleset, 0u); }

#define SLIPWAY_DENY(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/*
 * Takes from all threads of the process the calls for sockets, for running programs, for looking into other processes
 * and for parts of the kernel that reading a page has no use for: they fail with EPERM. 0, -1 with errno, or the number
 * of a thread that could not be included.
 */
static inline long slipway_deny_calls(void) {
#if defined(__x86_64__)
    const uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
    const uint32_t architecture = AUDIT_ARCH_AARCH64;
#else
    errno = ENOSYS;
    return -1;
#endif
#if defined(__x86_64__) || defined(__aarch64__)
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
        /* The x32 calls are the same under other numbers. */
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
#endif
        SLIPWAY_DENY(socket), SLIPWAY_DENY(socketpair), SLIPWAY_DENY(connect), SLIPWAY_DENY(bind), SLIPWAY_DENY(listen),
        SLIPWAY_DENY(accept), SLIPWAY_DENY(accept4), SLIPWAY_DENY(sendto), SLIPWAY_DENY(sendmsg),
        SLIPWAY_DENY(execve), SLIPWAY_DENY(execveat), SLIPWAY_DENY(ptrace), SLIPWAY_DENY(process_vm_readv),
        SLIPWAY_DENY(process_vm_writev), SLIPWAY_DENY(bpf), SLIPWAY_DENY(perf_event_open), SLIPWAY_DENY(userfaultfd),
        SLIPWAY_DENY(mount), SLIPWAY_DENY(umount2), SLIPWAY_DENY(pivot_root), SLIPWAY_DENY(chroot), SLIPWAY_DENY(unshare),
        SLIPWAY_DENY(setns), SLIPWAY_DENY(open_by_handle_at), SLIPWAY_DENY(keyctl), SLIPWAY_DENY(add_key),
        SLIPWAY_DENY(request_key), SLIPWAY_DENY(init_module), SLIPWAY_DENY(finit_module), SLIPWAY_DENY(kexec_load),
        SLIPWAY_DENY(io_uring_setup),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {sizeof(program) / sizeof(program[0]), program};
    return syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
#endif
}

#undef SLIPWAY_DENY

/* A file in memory that ends with its last descriptor, and that programs that are run do not get; -1 with errno. */
static inline int slipway_memory_file(const char *name) { return (int)syscall(__NR_memfd_create, name, 1u); }

#endif
