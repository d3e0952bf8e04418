#include "stop.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Seconds that a callback may still run after the signal. */
#define GRACE 1

static volatile sig_atomic_t stop_signal;
static int event_fd = -1;

static void die_of(int number) {
    (void)signal(number, SIG_DFL);
    sigset_t only;
    (void)sigemptyset(&only);
    (void)sigaddset(&only, number);
    (void)sigprocmask(SIG_UNBLOCK, &only, NULL);
    (void)raise(number);
}

static void on_signal(int number) {
    if (number == SIGALRM) {
        die_of(stop_signal);
        return;
    }
    /*
     * A terminal signals the program and `tspico run`, which hands the signal on: the second is a
     * copy of the first.
     */
    if (stop_signal != 0) {
        return;
    }
    stop_signal = number;
    uint64_t one = 1;
    (void)!write(event_fd, &one, sizeof(one));
    (void)alarm(GRACE);
}

void tsp_stop_init(void) {
    event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGALRM, &action, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

int tsp_stop_fd(void) {
    return event_fd;
}

int tsp_stop_signal(void) {
    return stop_signal;
}

void tsp_stop_die(void) {
    die_of(stop_signal);
    abort();
}
