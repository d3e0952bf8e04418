/* Commands typed on the console (UART or USB), between the program's turns. */
#ifndef TSP_PORT_PICO_COMMANDS_H
#define TSP_PORT_PICO_COMMANDS_H

/* Reads what has been typed and runs complete lines. Never waits. */
void tsp_commands_poll(void);

#endif
