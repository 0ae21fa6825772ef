/* Sends every datagram back in upper case to whoever sent it. */
#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <sys/socket.h>

enum { PORT = 65431, LONGEST = 65536 };

int main(void) {
    int sock = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    here.sin_addr.s_addr = htonl(INADDR_ANY); /* every address of this machine */
    if (bind(sock, (struct sockaddr *)&here, sizeof here) != 0) {
        perror("bind");
        return 1;
    }
    printf("Esperando datagramas na porta %d\n", PORT);
    fflush(stdout);

    static char buffer[LONGEST]; /* what does not fit is thrown away, and nothing is longer */
    for (;;) {
        struct sockaddr_in from;
        socklen_t from_size = sizeof from; /* recvfrom() changes it: set it anew each time */
        ssize_t length = recvfrom(sock, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &from_size);
        if (length < 0)
            continue;

        /* There is no zero at the end: only the first `length` bytes are this message. */
        printf("%s:%d escreveu: %.*s\n", inet_ntoa(from.sin_addr), ntohs(from.sin_port), (int)length, buffer);
        fflush(stdout);
        for (ssize_t at = 0; at < length; at++)
            buffer[at] = (char)toupper((unsigned char)buffer[at]);
        sendto(sock, buffer, (size_t)length, 0, (struct sockaddr *)&from, from_size);
    }
}
