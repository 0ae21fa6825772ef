import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back whatever a client says, until the client closes. `java Server [address]`. */
public class Server {
  private static final int PORT = 65432;

  public static void main(String[] args) throws IOException {
    // Without an argument only programs on this very machine can connect.
    String host = args.length > 0 ? args[0] : "127.0.0.1";
    try (ServerSocket listener = new ServerSocket()) {
      // Without this, a server that was stopped while a client was connected finds its port in TIME_WAIT.
      listener.setReuseAddress(true);
      listener.bind(addressOf(host)); // binds and listens: LISTEN
      System.out.println("Starting up echo server on " + listener.getLocalSocketAddress());

      try (Socket connection = listener.accept()) { // a second socket: ESTABLISHED
        System.out.println("Connected by " + connection.getRemoteSocketAddress());
        echo(connection);
        System.out.println("Closing client connection");
      }
    }
  }

  /** To Java an empty name is loopback; everywhere else it stands for every interface. */
  private static InetSocketAddress addressOf(String host) throws IOException {
    if (host.isEmpty()) {
      return new InetSocketAddress(PORT);
    }
    return new InetSocketAddress(InetAddress.getByName(host), PORT);
  }

  private static void echo(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    OutputStream out = connection.getOutputStream();
    byte[] buffer = new byte[1024];
    // read() returns -1 when the client has sent its FIN: our end is in CLOSE_WAIT then.
    for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
  }
}
