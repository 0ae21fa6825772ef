import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends every datagram back in upper case to whoever sent it. Stop it with Ctrl+C. */
public class Server {
  private static final int PORT = 65431;
  private static final int LONGEST = 65535; // what does not fit is thrown away; no datagram is longer

  public static void main(String[] args) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(PORT)) {
      System.out.println("Esperando datagramas na porta " + PORT);

      // No listen, no accept: one socket hears everybody, and the packet says who it was.
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        socket.receive(packet);
        // Only the first getLength() bytes are this message, not the whole buffer.
        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        System.out.println(packet.getSocketAddress() + " escreveu: " + text);

        // Locale.ROOT: in a Turkish system "i" would not become "I".
        byte[] answer = text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    }
  }
}
