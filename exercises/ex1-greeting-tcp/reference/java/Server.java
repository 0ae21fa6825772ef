import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Greets every client that connects and then closes the connection. Stop it with Ctrl+C. */
public class Server {
  private static final int PORT = 12345;
  private static final String GREETING = "Thank you for connecting";

  public static void main(String[] args) throws IOException {
    try (ServerSocket listener = new ServerSocket()) {
      // Without this, the port may stay taken for about a minute after the server is stopped.
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(PORT)); // binds and listens, on every address
      System.out.println("Esperando conexão.");

      while (true) {
        Socket connection = listener.accept();
        System.out.println("Got connection from " + connection.getRemoteSocketAddress());
        greet(connection);
      }
    }
  }

  private static void greet(Socket connection) {
    // The resource in try(...) is closed even if writing fails.
    try (connection) {
      // Bytes, not println(): the client shall get the greeting and nothing else.
      connection.getOutputStream().write(GREETING.getBytes(StandardCharsets.UTF_8));
    } catch (IOException error) {
      // One client that left in a hurry must not end the server for all the others.
      System.out.println("O cliente foi embora: " + error.getMessage());
    }
  }
}
