/* Ping-pong over TCP, the side that connects: sends what is typed, shows the answer, leaves at SAIR. */
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

/* Sends lines and shows the answers until SAIR is typed. */
static void talk(int connection) {
    /* As in the server: a message is a line, and getline() puts the pieces of a line together. */
    FILE *reader = fdopen(connection, "r");
    char *line = NULL;
    size_t room = 0;
    for (;;) {
        printf("Digite mensagem: ");
        fflush(stdout);
        ssize_t length = getline(&line, &room, stdin);
        if (length <= 0)
            break; /* Ctrl+D */
        if (strcmp(line, "SAIR\n") == 0) {
            /* The whole message, not a part of it. Nothing to send: closing tells the server. */
            printf("Desconectando.\n");
            break;
        }

        /* With its '\n' even an empty line is one byte long: the server always has something to answer. */
        if (send_all(connection, line, length) < 0) {
            perror("A conexão com o servidor caiu");
            exit(1);
        }
        printf("Mensagem enviada\n");

        printf("Esperando resposta\n");
        length = getline(&line, &room, reader);
        if (length <= 0 || line[length - 1] != '\n') {
            fprintf(stderr, "O servidor encerrou a conexão.\n");
            exit(1);
        }
        printf("Resposta recebida: %s", line);
    }
    free(line);
    fclose(reader); /* closes the connection, too */
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0); /* every line is shown at once, through a pipe too */
    signal(SIGPIPE, SIG_IGN);         /* send() tells it by its result */

    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK); /* this same machine */
    printf("conectando-se ao servidor\n");
    if (connect(connection, (struct sockaddr *)&server, sizeof server) < 0) {
        perror("O servidor está rodando?");
        return 1;
    }
    printf("Conectado\n");
    talk(connection);
    return 0;
}
