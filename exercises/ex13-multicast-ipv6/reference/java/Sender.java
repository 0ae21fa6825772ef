import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.nio.charset.StandardCharsets;

/** Reads one line from the keyboard and sends it to everybody in an IPv6 multicast group. */
public class Sender {
  private static final int PORT = 5007;

  public static void main(String[] args) throws IOException {
    BufferedReader keyboard =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.print("Message: ");
    byte[] bytes = keyboard.readLine().getBytes(StandardCharsets.UTF_8);

    try (MulticastSocket socket = new MulticastSocket()) {
      socket.setTimeToLive(2); // the hop limit, by its IPv4 name
      InetAddress group = InetAddress.getByName("ff15::1");
      socket.send(new DatagramPacket(bytes, bytes.length, group, PORT));
    }
  }
}
