#include <arpa/inet.h>
#include <ctype.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 65432

struct client {
  int connection;
  struct sockaddr_in address;
};

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

/* Talks to one client until it leaves, in a thread of its own. */
static void *serve(void *argument) {
  struct client client = *(struct client *)argument;
  free(argument);
  const char *host = inet_ntoa(client.address.sin_addr);
  int port = ntohs(client.address.sin_port);

  char buffer[1024];
  ssize_t received;
  while ((received = read(client.connection, buffer, sizeof buffer)) > 0) {
    printf("%s:%d wrote: %.*s\n", host, port, (int)received, buffer);
    /* In the "C" locale toupper() changes ASCII letters only. */
    for (ssize_t i = 0; i < received; i++) buffer[i] = toupper((unsigned char)buffer[i]);
    if (send_all(client.connection, buffer, received) < 0) break;
  }
  printf("%s:%d left\n", host, port);
  close(client.connection);
  return NULL;
}

int main(void) {
  /* Every line is shown at once, through a pipe too. */
  setvbuf(stdout, NULL, _IOLBF, 0);
  /* A client that is gone makes write() fail; it must not end the server. */
  signal(SIGPIPE, SIG_IGN);

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
  printf("Listening on port %d\n", PORT);

  for (;;) {
    /* Each thread gets memory of its own: the next client must not overwrite it. */
    struct client *client = malloc(sizeof *client);
    socklen_t size = sizeof client->address;
    client->connection = accept(listener, (struct sockaddr *)&client->address, &size);
    pthread_t thread;
    if (client->connection < 0 || pthread_create(&thread, NULL, serve, client) != 0) {
      perror("client");
      if (client->connection >= 0) close(client->connection);
      free(client);
      continue;
    }
    pthread_detach(thread);
  }
}
