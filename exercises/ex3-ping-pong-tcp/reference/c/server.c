/* Ping-pong over TCP, the side that waits: shows each message and sends back what is typed. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define PORT 12345

/* send() may take only a part of the bytes: insist until all are gone. */
static int send_all(int connection, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = send(connection, bytes, length, 0);
        if (sent < 0)
            return -1;
        bytes += sent;
        length -= sent;
    }
    return 0;
}

/* Answers messages until the client closes its side. */
static void talk(int connection) {
    /* TCP carries bytes, not messages: one recv() may bring half a message, or two. Here a message is
       a line, and getline() puts the pieces of a line together. */
    FILE *reader = fdopen(connection, "r");
    char *line = NULL;
    size_t room = 0;
    for (;;) {
        printf("Esperando mensagem\n");
        ssize_t length = getline(&line, &room, reader);
        if (length <= 0 || line[length - 1] != '\n')
            break; /* the client closed the connection, or vanished */
        printf("Mensagem recebida: %s", line); /* the line ends with '\n' already */

        printf("Digite resposta: ");
        fflush(stdout);
        length = getline(&line, &room, stdin);
        if (length <= 0)
            exit(0); /* Ctrl+D */
        if (send_all(connection, line, length) < 0)
            break;
        printf("Resposta enviada.\n");
    }
    free(line);
    fclose(reader); /* closes the connection, too */
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0); /* every line is shown at once, through a pipe too */
    signal(SIGPIPE, SIG_IGN);         /* or sending to a client that has gone ends the program */

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    /* Without this, bind() fails for about a minute after the server ended first. */
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    here.sin_addr.s_addr = htonl(INADDR_ANY); /* every address of this machine */
    if (bind(listener, (struct sockaddr *)&here, sizeof here) < 0 || listen(listener, 5) < 0) {
        perror("Não foi possível escutar");
        return 1;
    }

    /* One client after another: whoever comes meanwhile waits in the listen queue. */
    for (;;) {
        printf("Esperando conexão.\n");
        int connection = accept(listener, NULL, NULL);
        if (connection < 0)
            continue;
        printf("Conectado\n");
        talk(connection);
        printf("Conexão encerrada.\n");
    }
}
