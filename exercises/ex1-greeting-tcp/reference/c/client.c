/* Connects to the server, shows all that it says, and ends. */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 12345

int main(void) {
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK); /* this same machine */
    if (connect(connection, (struct sockaddr *)&server, sizeof server) < 0) {
        perror("Não foi possível conectar");
        return 1;
    }

    /* One recv() is not one message: it returns what happens to have arrived. 0 means that the
       server has closed, and that nothing more will come. */
    char piece[1024];
    ssize_t count;
    while ((count = recv(connection, piece, sizeof piece, 0)) > 0)
        printf("%.*s", (int)count, piece); /* there is no '\0' at the end: only `count` bytes */
    printf("\n");
    close(connection);
    return count == 0 ? 0 : 1;
}
