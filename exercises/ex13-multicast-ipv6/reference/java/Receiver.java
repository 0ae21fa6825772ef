import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.nio.charset.StandardCharsets;

/** Joins an IPv6 multicast group and shows every message that is sent to it. */
public class Receiver {
  private static final int PORT = 5007;

  public static void main(String[] args) throws IOException {
    // In Java only the address says that this is IPv6.
    InetAddress group = InetAddress.getByName("ff15::1");
    try (MulticastSocket socket = new MulticastSocket(PORT)) {
      // null: the system chooses the network interface.
      socket.joinGroup(new InetSocketAddress(group, 0), null);
      byte[] buffer = new byte[65535];
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
        System.out.println(text);
      }
    }
  }
}
