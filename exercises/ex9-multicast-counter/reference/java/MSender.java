import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** Sends a numbered datagram to the group every half second, until somebody presses Ctrl+C. */
public class MSender {
    public static void main(String[] args) throws IOException, InterruptedException {
        InetAddress group = InetAddress.getByName("224.2.2.3");
        // Whoever only sends need not join the group.
        try (DatagramSocket socket = new DatagramSocket()) {
            for (long number = 1; ; number++) {
                String text = "Multicast numero " + number;
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, group, 8888));
                System.out.println("Server sends : " + text);
                Thread.sleep(500);
            }
        }
    }
}
