import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Connects to the server, shows all that it says, and ends. */
public class Client {
  private static final String HOST = "localhost";
  private static final int PORT = 12345;

  public static void main(String[] args) throws IOException {
    // The resource in try(...) is closed at the end, whatever happens.
    try (Socket connection = new Socket(HOST, PORT)) {
      // One read() is not one message: readAllBytes() goes on until the server closes.
      byte[] received = connection.getInputStream().readAllBytes();
      System.out.println(new String(received, StandardCharsets.UTF_8));
    }
  }
}
