import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends one message and shows its echo. */
public class Client {
  private static final String HOST = "127.0.0.1";
  private static final int PORT = 65432;
  private static final String MESSAGE = "Hello, world";

  public static void main(String[] args) throws IOException {
    System.out.println("Connecting to " + HOST + " port " + PORT);
    // The resource in try(...) is closed at the end, whatever happens.
    try (Socket server = new Socket(HOST, PORT)) {
      byte[] message = MESSAGE.getBytes(StandardCharsets.UTF_8);
      server.getOutputStream().write(message);
      // An echo is as long as what was sent, and may come in several pieces: readNBytes() waits for all.
      byte[] echo = server.getInputStream().readNBytes(message.length);
      System.out.println("Received: " + new String(echo, StandardCharsets.UTF_8));
      System.out.println("Closing connection to the server");
    }
  }
}
