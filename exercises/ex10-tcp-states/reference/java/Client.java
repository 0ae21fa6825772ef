import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says hello to the echo server, shows what comes back, and closes first. */
public class Client {
  private static final String HOST = "127.0.0.1";
  private static final int PORT = 65432;
  private static final String MESSAGE = "Hello, world";

  public static void main(String[] args) throws IOException {
    System.out.println("Connecting to " + HOST + " port " + PORT);
    try (Socket connection = new Socket(HOST, PORT)) {
      byte[] message = MESSAGE.getBytes(StandardCharsets.UTF_8);
      connection.getOutputStream().write(message);
      byte[] answer = connection.getInputStream().readNBytes(message.length);
      System.out.println("Received: " + new String(answer, StandardCharsets.UTF_8));
    } catch (ConnectException refused) {
      // Nobody is in LISTEN on that port: the system answers the SYN with RST.
      System.err.println("Connection refused: no server listens on " + HOST + " port " + PORT + ".");
      System.exit(1);
    }
    // The socket is closed by now, before the server closes its own: this end stays in TIME_WAIT.
  }
}
