#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 65432
#define MESSAGE "Hello, world"

int main(void) {
  int server = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(PORT),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  printf("Connecting to port %d\n", PORT);
  if (connect(server, (struct sockaddr *)&address, sizeof address) < 0) {
    perror("connect");
    return EXIT_FAILURE;
  }
  size_t length = strlen(MESSAGE);
  if (write(server, MESSAGE, length) != (ssize_t)length) {
    perror("write");
    return EXIT_FAILURE;
  }

  /* The answer is as long as what was sent, and may come in several pieces. */
  char answer[sizeof MESSAGE];
  size_t received = 0;
  while (received < length) {
    ssize_t count = read(server, answer + received, length - received);
    if (count <= 0) break;
    received += count;
  }
  printf("Received: %.*s\n", (int)received, answer);
  close(server);
  return EXIT_SUCCESS;
}
