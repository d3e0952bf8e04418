/*
 * Ctrl-C. The first SIGINT or SIGTERM asks the loop to end, so that the network is closed and
 * statistics are printed; the process then dies of that signal, as Node does, and a shell sees 130
 * or 143. A program that does not come back to its loop within a second, or a second signal, ends
 * at once.
 */
#ifndef TSP_PORT_HOST_STOP_H
#define TSP_PORT_HOST_STOP_H

/*
 * Installs the handlers. A peer that is gone (SIGPIPE) is an error of the write, not the end of the
 * process.
 */
void tsp_stop_init(void);

/* Becomes readable when a signal has come; for poll(). */
int tsp_stop_fd(void);

/* The signal that came, or 0. */
int tsp_stop_signal(void);

/* Ends the process by that signal. */
void tsp_stop_die(void) __attribute__((noreturn));

#endif
