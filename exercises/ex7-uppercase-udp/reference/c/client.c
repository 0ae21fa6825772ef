/* Sends what is typed to the server, and shows what comes back. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 65431, LONGEST = 65536 };

int main(void) {
    static char message[LONGEST], answer[LONGEST];
    printf("Digite mensagem: ");
    fflush(stdout);
    if (fgets(message, sizeof message, stdin) == NULL)
        return 0;
    message[strcspn(message, "\n")] = '\0';

    /* There is no connection: each datagram carries the address of the one it goes to. */
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    inet_pton(AF_INET, "127.0.0.1", &server.sin_addr);
    int sock = socket(AF_INET, SOCK_DGRAM, 0);
    if (sendto(sock, message, strlen(message), 0, (struct sockaddr *)&server, sizeof server) < 0) {
        perror("sendto");
        return 1;
    }
    ssize_t length = recvfrom(sock, answer, sizeof answer, 0, NULL, NULL);
    close(sock);
    if (length < 0) {
        perror("recvfrom");
        return 1;
    }
    printf("Resposta recebida: %.*s\n", (int)length, answer);
    return 0;
}
