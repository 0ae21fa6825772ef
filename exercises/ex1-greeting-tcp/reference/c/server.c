/* Greets every client that connects and then closes the connection. Stop it with Ctrl+C. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 12345
#define GREETING "Thank you for connecting"

/* send() may take only a part of the bytes: insist until all are gone. */
static void greet(int connection) {
    size_t length = strlen(GREETING); /* without the '\0' at the end, which is C's own business */
    size_t sent = 0;
    while (sent < length) {
        ssize_t count = send(connection, GREETING + sent, length - sent, 0);
        if (count < 0) {
            /* One client that left in a hurry must not end the server for all the others. */
            perror("O cliente foi embora");
            return;
        }
        sent += count;
    }
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0); /* every line is shown at once, through a pipe too */
    signal(SIGPIPE, SIG_IGN);         /* or sending to a client that has gone ends the program */

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    /* Without this, the port stays taken for about a minute after the server is stopped. */
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    here.sin_addr.s_addr = htonl(INADDR_ANY); /* every address of this machine */
    if (bind(listener, (struct sockaddr *)&here, sizeof here) < 0 || listen(listener, 5) < 0) {
        perror("Não foi possível escutar");
        return 1;
    }
    printf("Esperando conexão.\n");

    for (;;) {
        struct sockaddr_in client;
        socklen_t size = sizeof client; /* accept() changes it: set it anew each time */
        int connection = accept(listener, (struct sockaddr *)&client, &size);
        if (connection < 0)
            continue;
        printf("Got connection from %s:%d\n", inet_ntoa(client.sin_addr), ntohs(client.sin_port));
        greet(connection);
        close(connection); /* so the client learns that nothing more will come */
    }
}
