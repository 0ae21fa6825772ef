import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends everything that one client says back to it, byte by byte as it came. */
public class Server {
  private static final int PORT = 65432;

  public static void main(String[] args) throws IOException {
    try (ServerSocket listener = new ServerSocket()) {
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
      System.out.println("Starting up echo server on port " + PORT);

      try (Socket connection = listener.accept()) {
        System.out.println("Connected by " + connection.getRemoteSocketAddress());
        echo(connection);
        System.out.println("Closing client connection");
      }
    }
  }

  private static void echo(Socket connection) throws IOException {
    InputStream input = connection.getInputStream();
    byte[] buffer = new byte[1024];
    while (true) {
      System.out.println("Waiting to receive message from client");
      int length = input.read(buffer);
      if (length < 0) return; // the client has closed
      // The bytes go back as they came; they are decoded only for the screen.
      System.out.println("Data: " + new String(buffer, 0, length, StandardCharsets.UTF_8));
      connection.getOutputStream().write(buffer, 0, length);
    }
  }
}
