import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.nio.charset.StandardCharsets;

/** Reads one line from the keyboard and sends it to everybody in a multicast group. */
public class Sender {
  private static final String GROUP = "224.1.1.1";
  private static final int PORT = 5007;

  public static void main(String[] args) throws IOException {
    BufferedReader keyboard =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.print("Mensagem: ");
    String message = keyboard.readLine();

    // A MulticastSocket only because of its setTimeToLive(); who sends need not join the group.
    try (MulticastSocket socket = new MulticastSocket()) {
      socket.setTimeToLive(2); // how many networks the datagram may cross
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      InetAddress group = InetAddress.getByName(GROUP);
      socket.send(new DatagramPacket(bytes, bytes.length, group, PORT));
    }
  }
}
