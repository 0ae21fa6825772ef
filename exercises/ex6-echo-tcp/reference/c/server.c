#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 65432

/* write() may take only a part of what it is given. */
static int send_all(int connection, const char *bytes, ssize_t length) {
  while (length > 0) {
    ssize_t sent = write(connection, bytes, length);
    if (sent < 0) return -1;
    bytes += sent;
    length -= sent;
  }
  return 0;
}

int main(void) {
  /* Every line is shown at once, through a pipe too. */
  setvbuf(stdout, NULL, _IOLBF, 0);

  int listener = socket(AF_INET, SOCK_STREAM, 0);
  int yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(PORT),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 5) < 0) {
    perror("listen");
    return EXIT_FAILURE;
  }
  printf("Starting up echo server on port %d\n", PORT);

  struct sockaddr_in client;
  socklen_t size = sizeof client;
  int connection = accept(listener, (struct sockaddr *)&client, &size);
  if (connection < 0) {
    perror("accept");
    return EXIT_FAILURE;
  }
  printf("Connected by %s:%d\n", inet_ntoa(client.sin_addr), ntohs(client.sin_port));

  char buffer[1024];
  ssize_t received;
  /* 0 means that the client has closed, and less than 0 an error. */
  while ((received = read(connection, buffer, sizeof buffer)) > 0) {
    printf("Received %zd bytes\n", received);
    if (send_all(connection, buffer, received) < 0) break;
  }
  printf("Closing client connection\n");
  close(connection);
  close(listener);
  return EXIT_SUCCESS;
}
