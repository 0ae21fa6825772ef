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

      // A datagram comes whole or not at all; what is longer than the buffer is cut.
      byte[] buffer = new byte[65535];
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        // Only the bytes that came: behind them the buffer still holds older messages.
        System.out.println(
            new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
      }
    }
  }
}
