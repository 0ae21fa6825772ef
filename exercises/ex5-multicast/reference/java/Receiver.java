import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.nio.charset.StandardCharsets;

/** Joins a multicast group and shows every message that is sent to it. Stop it with Ctrl+C. */
public class Receiver {
  private static final String GROUP = "224.1.1.1";
  private static final int PORT = 5007;

  public static void main(String[] args) throws IOException {
    // A MulticastSocket shares its port by itself: SO_REUSEADDR is already set when it binds.
    try (MulticastSocket socket = new MulticastSocket(PORT)) {
      // null: the system chooses the network interface.
      socket.joinGroup(new InetSocketAddress(InetAddress.getByName(GROUP), 0), null);
      System.out.println("No grupo " + GROUP + ", porta " + PORT);

      while (true) {
        // A new packet each time: a used one keeps the length of the message before.
        DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
        socket.receive(packet);
        // Only the bytes that came, not the whole array.
        System.out.println(
            new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
      }
    }
  }
}
