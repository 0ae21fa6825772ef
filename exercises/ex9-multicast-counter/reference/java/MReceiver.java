import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.nio.charset.StandardCharsets;

/** Joins the group and shows every datagram, with the address it came from. */
public class MReceiver {
    public static void main(String[] args) throws IOException {
        InetAddress group = InetAddress.getByName("224.2.2.3");
        // A MulticastSocket sets SO_REUSEADDR by itself: several receivers share the port.
        try (MulticastSocket socket = new MulticastSocket(8888)) {
            // No interface given: the system chooses one.
            socket.joinGroup(new InetSocketAddress(group, 8888), null);
            byte[] buffer = new byte[256];
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                // The buffer may hold the tail of an older, longer datagram: only getLength() bytes are new.
                String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                System.out.println("From " + packet.getAddress() + " Msg : " + text);
            }
        }
    }
}
